package io.chattr.adapter.memory;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Cuts pages out of sorted lists; a page's cursor is the sort key of its last item. */
final class Pages {
  private Pages() {}

  /** Of a list that is sorted by a number, ascending. */
  static <S, T> Page<T> of(
      Stream<S> sorted, Function<S, Long> key, PageRequest request, Function<S, T> view) {
    Optional<Long> last = request.cursor().map(Pages::number);
    return cut(
        sorted.filter(item -> last.isEmpty() || key.apply(item) > last.get()),
        item -> Long.toString(key.apply(item)),
        request.limit(),
        view);
  }

  /** Of a list that is sorted by a text, ascending. */
  static <S, T> Page<T> ofTexts(
      Stream<S> sorted, Function<S, String> key, PageRequest request, Function<S, T> view) {
    return cut(
        sorted.filter(
            item ->
                request.cursor().isEmpty()
                    || key.apply(item).compareTo(request.cursor().get()) > 0),
        key,
        request.limit(),
        view);
  }

  private static <S, T> Page<T> cut(
      Stream<S> rest, Function<S, String> cursor, int limit, Function<S, T> view) {
    List<S> items = rest.limit(limit + 1L).toList();
    if (items.size() <= limit) {
      return new Page<>(items.stream().map(view).toList(), Optional.empty());
    }
    return new Page<>(
        items.stream().limit(limit).map(view).toList(),
        Optional.of(cursor.apply(items.get(limit - 1))));
  }

  private static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException foreign) {
      throw PageRequest.unknownCursor();
    }
  }
}
