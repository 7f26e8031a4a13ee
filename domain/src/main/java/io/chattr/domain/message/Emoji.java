package io.chattr.domain.message;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;

/** One emoji: at most {@value #MAX_LENGTH} code points, as Unicode TS 51 joins them. */
public record Emoji(String value) {
  public static final int MAX_LENGTH = 16;
  private static final int JOINER = 0x200D;
  private static final int TEXT_STYLE = 0xFE0E;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;

  public Emoji {
    Requirements.text("emoji", value, MAX_LENGTH);
    boolean digitsAlone = value.indexOf(KEYCAP) < 0 && value.codePoints().allMatch(Emoji::isKey);
    if (digitsAlone
        || !value.codePoints().allMatch(Emoji::isPart)
        || value.codePoints().noneMatch(Character::isEmoji)) {
      throw Rejected.value("emoji", INVALID_VALUE, "must be an emoji");
    }
  }

  private static boolean isPart(int c) {
    return Character.isEmoji(c)
        || c == JOINER
        || c == TEXT_STYLE
        || c == EMOJI_STYLE
        || c == KEYCAP
        || (c >= FIRST_TAG && c <= LAST_TAG);
  }

  /** Digits, # and * count as emoji, but are one only on a keycap. */
  private static boolean isKey(int c) {
    return c < 0x80 || c == EMOJI_STYLE || c == TEXT_STYLE;
  }
}
