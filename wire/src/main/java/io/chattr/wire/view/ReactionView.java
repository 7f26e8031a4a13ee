package io.chattr.wire.view;

import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Reaction;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many members reacted with one emoji. {@code mine} stands only in answers to oneself, where it
 * is true.
 */
public record ReactionView(String emoji, int count, @Nullable Boolean mine) {

  static List<ReactionView> of(List<Reaction> reactions, Set<Emoji> mine) {
    return reactions.stream()
        .map(
            reaction ->
                new ReactionView(
                    reaction.emoji().value(),
                    reaction.count(),
                    mine.contains(reaction.emoji()) ? true : null))
        .toList();
  }
}
