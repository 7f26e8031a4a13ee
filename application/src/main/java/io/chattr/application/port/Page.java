package io.chattr.application.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A part of a list, and the cursor that asks for the next part where there is one. */
public record Page<T>(List<T> items, Optional<String> nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  public <S> Page<S> map(Function<? super T, ? extends S> mapping) {
    return new Page<>(items.stream().<S>map(mapping).toList(), nextCursor);
  }
}
