package io.chattr.wire.view;

import io.chattr.application.message.ReadHistory.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages around one of them: {@code prevCursor} is the {@code before} of those in front of them,
 * {@code nextCursor} the {@code after} of those behind them, where there are any.
 */
public record AroundView(
    List<MessageView> items, @Nullable String prevCursor, @Nullable String nextCursor) {

  public AroundView {
    items = List.copyOf(items);
  }

  static AroundView of(Surroundings found, List<MessageView> items) {
    return new AroundView(
        items,
        found.before().map(Object::toString).orElse(null),
        found.after().map(Object::toString).orElse(null));
  }
}
