package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.application.live.Notice;
import io.chattr.application.presence.Whisper;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.wire.Json;
import io.chattr.wire.camelcase.CamelCaseEvent;
import io.chattr.wire.view.EventView;
import io.chattr.wire.view.UnreadView;
import io.chattr.wire.view.WhisperView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Turns what happens into announcements, each once for all who hear it. */
final class EventEncoder {
  private static final int SEATS_REMEMBERED = 100_000;

  /** A power of two. */
  private static final int NOTICES_IN_HAND = 256;

  private final Json json;
  private final MessageStatuses statuses;
  private final Executor reading;
  private final MessageStatuses.Told toldLive = new MessageStatuses.Told(SEATS_REMEMBERED);
  // The newest notices go to many sockets, to some of them a moment later; each has its place.
  private final AtomicReferenceArray<@Nullable Encoded> newest =
      new AtomicReferenceArray<>(NOTICES_IN_HAND);

  /** {@code reading} is for what has to be looked up: whoever hands events out must not wait. */
  EventEncoder(Json json, MessageStatuses statuses, Executor reading) {
    this.json = json;
    this.statuses = statuses;
    this.reading = reading;
  }

  private record Encoded(Notice notice, Announcement event) {}

  /** For whoever hears it when it happens. */
  @SuppressWarnings("ReferenceEquality") // read again, the same event may show another state
  Announcement encode(Notice notice) {
    int place = (int) notice.cursor().position() & (NOTICES_IN_HAND - 1);
    @Nullable Encoded known = newest.get(place);
    if (known != null && known.notice() == notice) {
      return known.event();
    }
    Announcement event = encode(notice, toldLive, reading);
    newest.set(place, new Encoded(notice, event));
    return event;
  }

  /**
   * For whoever hears it later, after what they have been {@code told}; what has to be looked up is
   * so by the caller.
   */
  Announcement encode(Notice notice, MessageStatuses.Told told) {
    return notice.event() instanceof StatusMoved
        ? encode(notice, told, Runnable::run)
        : encode(notice);
  }

  private Announcement encode(Notice notice, MessageStatuses.Told told, Executor reader) {
    EventView view = EventView.of(notice);
    return new Announcement(
        named(view.type(), view.data()),
        notice.cursor().toString(),
        () -> camelCase(notice, view, told, reader));
  }

  private CompletableFuture<List<Named>> camelCase(
      Notice notice, EventView view, MessageStatuses.Told told, Executor reader) {
    return notice.event() instanceof StatusMoved moved
        ? statuses.of(notice, moved, told, reader).thenApply(this::named)
        : CompletableFuture.completedFuture(named(CamelCaseEvent.of(view).stream().toList()));
  }

  private List<Named> named(List<CamelCaseEvent> events) {
    return events.stream().map(this::named).toList();
  }

  private Named named(CamelCaseEvent event) {
    return named(event.name(), event.data());
  }

  private Named named(String name, Object data) {
    return new Named(name, json.text(data));
  }

  /** What a client is told to whom nothing happens. */
  Announcement position(Cursor cursor) {
    return new Announcement(new Named("log:position", "{}"), cursor.toString());
  }

  /** What a client is told whose cursor cannot be served: it loads afresh and goes on from here. */
  Announcement reset(Cursor cursor) {
    return new Announcement(new Named("reset", "{}"), cursor.toString());
  }

  /** Has no cursor, because the log does not know of it. */
  Announcement unread(Unread unread) {
    return new Announcement(named("conversation:unread", UnreadView.of(unread)), null);
  }

  Announcement expiring(Expiry expiry) {
    return new Announcement(named("auth:expiring", expiry), null);
  }

  Announcement whisper(Whisper whisper) {
    WhisperView view = WhisperView.of(whisper);
    return new Announcement(
        named(view.type(), view.data()),
        null,
        () -> CompletableFuture.completedFuture(List.of(named(CamelCaseEvent.of(whisper)))));
  }

  /** A view as a part of an answer. */
  JsonNode raw(Object view) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json.text(view)));
  }
}
