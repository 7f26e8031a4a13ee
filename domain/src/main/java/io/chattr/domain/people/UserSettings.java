package io.chattr.domain.people;

/**
 * What a person chose for themselves.
 *
 * @param readReceipts whether others see what they have read, and they what others have
 */
public record UserSettings(boolean readReceipts) {
  private static final UserSettings DEFAULTS = new UserSettings(true);

  public static UserSettings defaults() {
    return DEFAULTS;
  }
}
