package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.application.live.Notice;
import io.chattr.application.presence.Whisper;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.event.Cursor;
import io.chattr.wire.Json;
import io.chattr.wire.view.EventView;
import io.chattr.wire.view.UnreadView;
import io.chattr.wire.view.WhisperView;
import org.jspecify.annotations.Nullable;

/** Turns what happens into announcements, each once for all who hear it. */
final class EventEncoder {
  private final Json json;
  // The newest notice goes to many sockets one after the other.
  private volatile @Nullable Encoded newest;

  EventEncoder(Json json) {
    this.json = json;
  }

  private record Encoded(Notice notice, Announcement event) {}

  @SuppressWarnings("ReferenceEquality") // read again, the same event may show another state
  Announcement encode(Notice notice) {
    Encoded known = newest;
    if (known != null && known.notice() == notice) {
      return known.event();
    }
    EventView view = EventView.of(notice);
    var event = new Announcement(view.type(), json.text(view.data()), notice.cursor().toString());
    newest = new Encoded(notice, event);
    return event;
  }

  /** What a client is told to whom nothing happens. */
  Announcement position(Cursor cursor) {
    return new Announcement("log:position", "{}", cursor.toString());
  }

  /** What a client is told whose cursor cannot be served: it loads afresh and goes on from here. */
  Announcement reset(Cursor cursor) {
    return new Announcement("reset", "{}", cursor.toString());
  }

  /** Has no cursor, because the log does not know of it. */
  Announcement unread(Unread unread) {
    return new Announcement("conversation:unread", json.text(UnreadView.of(unread)), null);
  }

  Announcement whisper(Whisper whisper) {
    WhisperView view = WhisperView.of(whisper);
    return new Announcement(view.type(), json.text(view.data()), null);
  }

  /** A view as a part of an answer. */
  JsonNode raw(Object view) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json.text(view)));
  }
}
