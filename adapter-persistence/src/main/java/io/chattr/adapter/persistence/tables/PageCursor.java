package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Cursors of one list: opaque to clients, and told apart from those of other lists. */
enum PageCursor {
  OVERVIEWS,
  FRIENDS,
  REQUESTS,
  ACCOUNTS,
  BLOCKED,
  MESSAGES,
  STARRED,
  HITS;

  /** Where the page begins, as {@link #page} wrote it. */
  Optional<String> place(PageRequest request) {
    return request.cursor().map(this::decode);
  }

  Optional<Long> number(PageRequest request) {
    return place(request).map(place -> parse(place, Long::valueOf));
  }

  Optional<UUID> uuid(PageRequest request) {
    return place(request).map(place -> parse(place, UUID::fromString));
  }

  /** A page of what was found, which is one more than asked for when there is more. */
  <T> Page<T> page(List<T> found, PageRequest request, Function<T, ?> place) {
    if (found.size() <= request.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, request.limit());
    String text = prefix() + place.apply(items.get(items.size() - 1));
    return new Page<>(
        items,
        Optional.of(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  private String decode(String cursor) {
    String text = parse(cursor, given -> new String(bytes(given), StandardCharsets.UTF_8));
    // U+0000 passes the decoder, but no database.
    if (!text.startsWith(prefix()) || text.indexOf(0) >= 0) {
      throw PageRequest.unknownCursor();
    }
    return text.substring(prefix().length());
  }

  private static byte[] bytes(String cursor) {
    return Base64.getUrlDecoder().decode(cursor);
  }

  private String prefix() {
    return name().charAt(0) + ":";
  }

  private static <T> T parse(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw PageRequest.unknownCursor();
    }
  }
}
