package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An event for clients. It is encoded once in each form in which somebody hears it, and not in
 * others.
 */
final class Announcement {
  static final String NAMESPACE = "/";

  private final String name;
  private final String data;
  private final @Nullable String cursor;
  // Whoever comes at the same time makes the same.
  private volatile @Nullable EncodedEvent socketIo;
  private volatile @Nullable Frame plain;

  /**
   * @param data an object in JSON
   * @param cursor of whoever has heard this; absent where the log does not know of it
   */
  Announcement(String name, String data, @Nullable String cursor) {
    this.name = name;
    this.data = data;
    this.cursor = cursor;
  }

  /** Data first, the cursor last. */
  EncodedEvent socketIo() {
    EncodedEvent known = socketIo;
    if (known == null) {
      var args = new ArrayList<JsonNode>(2);
      args.add(JsonNodeFactory.instance.rawValueNode(new RawValue(data)));
      if (cursor != null) {
        args.add(JsonNodeFactory.instance.textNode(cursor));
      }
      known = EncodedEvent.of(NAMESPACE, name, args);
      socketIo = known;
    }
    return known;
  }

  /** {@code {type, cursor, data}}: names and cursors hold nothing that JSON escapes. */
  Frame plain() {
    Frame known = plain;
    if (known == null) {
      String position = cursor == null ? "" : "\"cursor\":\"" + cursor + "\",";
      String frame = "{\"type\":\"" + name + "\"," + position + "\"data\":" + data + "}";
      known = Frame.text(frame.getBytes(StandardCharsets.UTF_8));
      plain = known;
    }
    return known;
  }
}
