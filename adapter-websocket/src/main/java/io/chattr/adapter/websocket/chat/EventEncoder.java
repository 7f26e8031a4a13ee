package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import io.chattr.application.live.Notice;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.event.Cursor;
import io.chattr.wire.Json;
import io.chattr.wire.view.EventView;
import io.chattr.wire.view.UnreadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns notices into Socket.IO events, each once for all who hear it: data first, the cursor last.
 */
final class EventEncoder {
  static final String NAMESPACE = "/";

  private final Json json;
  // The newest notice goes to many sockets one after the other.
  private volatile @Nullable Encoded newest;

  EventEncoder(Json json) {
    this.json = json;
  }

  private record Encoded(Notice notice, EncodedEvent event) {}

  @SuppressWarnings("ReferenceEquality") // read again, the same event may show another state
  EncodedEvent encode(Notice notice) {
    Encoded known = newest;
    if (known != null && known.notice() == notice) {
      return known.event();
    }
    EventView view = EventView.of(notice);
    JsonNode cursor = JsonNodeFactory.instance.textNode(notice.cursor().toString());
    var event = EncodedEvent.of(NAMESPACE, view.type(), List.of(raw(view.data()), cursor));
    newest = new Encoded(notice, event);
    return event;
  }

  /** What a client is told to whom nothing happens. */
  EncodedEvent position(Cursor cursor) {
    return EncodedEvent.of(
        NAMESPACE,
        "log:position",
        List.of(
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.textNode(cursor.toString())));
  }

  /** Has no cursor, because the log does not know of it. */
  EncodedEvent unread(Unread unread) {
    return EncodedEvent.of(NAMESPACE, "conversation:unread", List.of(raw(UnreadView.of(unread))));
  }

  /** A view as an argument of an event or acknowledgement. */
  JsonNode raw(Object view) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json.text(view)));
  }
}
