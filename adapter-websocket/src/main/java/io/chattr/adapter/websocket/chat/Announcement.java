package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event for clients. It is encoded once in each form in which somebody hears it, and not in
 * others.
 */
final class Announcement {
  static final String NAMESPACE = "/";

  private final Named event;
  private final @Nullable String cursor;
  private final Supplier<CompletableFuture<List<Named>>> camelCase;
  // Whoever comes at the same time makes the same.
  private final Map<Vocabulary, CompletableFuture<EncodedEvent>> socketIo =
      new ConcurrentHashMap<>(4);
  private volatile @Nullable Frame plain;
  private volatile @Nullable CompletableFuture<List<Named>> inCamelCase;

  /**
   * @param event in the native vocabulary
   * @param cursor of whoever has heard this; absent where the log does not know of it
   * @param camelCase what this is in the other vocabulary, asked where somebody speaks that; empty
   *     where it has no name for it, and perhaps later, because it has to be looked up
   */
  Announcement(
      Named event, @Nullable String cursor, Supplier<CompletableFuture<List<Named>>> camelCase) {
    this.event = event;
    this.cursor = cursor;
    this.camelCase = camelCase;
  }

  Announcement(Named event, @Nullable String cursor) {
    this(event, cursor, () -> CompletableFuture.completedFuture(List.of()));
  }

  /**
   * Data first. The cursor stands last in the last of the events that tell this: a client that gets
   * only some of them has not heard it. Nothing blocks; what has to be looked up comes later.
   */
  CompletableFuture<EncodedEvent> socketIo(Vocabulary vocabulary) {
    CompletableFuture<EncodedEvent> known = socketIo.get(vocabulary);
    if (known == null) {
      known =
          vocabulary == Vocabulary.NATIVE
              ? CompletableFuture.completedFuture(encode(List.of(event)))
              : camelCase().thenApply(told -> encode(in(vocabulary, told)));
      socketIo.put(vocabulary, known);
    }
    return known;
  }

  private List<Named> in(Vocabulary vocabulary, List<Named> told) {
    if (told.isEmpty()) {
      return List.of(event);
    }
    // Of two events with one name the other vocabulary's has the fields of both.
    if (vocabulary == Vocabulary.CAMEL_CASE
        || told.stream().anyMatch(other -> other.name().equals(event.name()))) {
      return told;
    }
    var both = new ArrayList<>(told);
    both.add(event);
    return both;
  }

  /** Asked once: what it answers rests on what was told before. */
  private CompletableFuture<List<Named>> camelCase() {
    CompletableFuture<List<Named>> known = inCamelCase;
    if (known == null) {
      known = camelCase.get();
      inCamelCase = known;
    }
    return known;
  }

  private EncodedEvent encode(List<Named> events) {
    var encoded = new ArrayList<EncodedEvent>(events.size());
    for (int i = 0; i < events.size(); i++) {
      boolean last = i == events.size() - 1;
      encoded.add(encode(events.get(i), last ? cursor : null));
    }
    return EncodedEvent.together(encoded);
  }

  private static EncodedEvent encode(Named event, @Nullable String cursor) {
    var args = new ArrayList<JsonNode>(2);
    args.add(JsonNodeFactory.instance.rawValueNode(new RawValue(event.data())));
    if (cursor != null) {
      args.add(JsonNodeFactory.instance.textNode(cursor));
    }
    return EncodedEvent.of(NAMESPACE, event.name(), args);
  }

  /** {@code {type, cursor, data}}: names and cursors hold nothing that JSON escapes. */
  Frame plain() {
    Frame known = plain;
    if (known == null) {
      String position = cursor == null ? "" : "\"cursor\":\"" + cursor + "\",";
      String frame =
          "{\"type\":\"" + event.name() + "\"," + position + "\"data\":" + event.data() + "}";
      known = Frame.text(frame.getBytes(StandardCharsets.UTF_8));
      plain = known;
    }
    return known;
  }
}
