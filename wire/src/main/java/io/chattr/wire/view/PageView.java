package io.chattr.wire.view;

import io.chattr.application.port.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor that asks for the next part where there is one. */
public record PageView<T>(List<T> items, @Nullable String nextCursor) {

  public PageView {
    items = List.copyOf(items);
  }

  public static <M, T> PageView<T> of(Page<M> page, Function<? super M, ? extends T> view) {
    Page<T> views = page.map(view);
    return new PageView<>(views.items(), views.nextCursor().orElse(null));
  }

  /** All of a list that is never long. */
  public static <M, T> PageView<T> whole(List<M> items, Function<? super M, ? extends T> view) {
    return of(new Page<>(items, Optional.empty()), view);
  }
}
