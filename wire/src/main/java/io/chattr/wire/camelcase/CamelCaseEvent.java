package io.chattr.wire.camelcase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chattr.application.presence.Whisper;
import io.chattr.application.presence.Whisper.PresenceChanged;
import io.chattr.application.presence.Whisper.TypingChanged;
import io.chattr.wire.view.EventData;
import io.chattr.wire.view.EventView;
import io.chattr.wire.view.MessageView;
import java.time.Instant;
import java.util.Optional;

/**
 * An event in the camelCase vocabulary: its name and its data. What this vocabulary has no name for
 * is told in the native one.
 */
public record CamelCaseEvent(String name, Object data) {

  /** What became of one message, with one person. */
  public record StatusUpdate(
      @JsonProperty("_id") String id,
      String messageId,
      String chatId,
      String userId,
      String status) {}

  /** A message that is gone, for everyone or for oneself. */
  public record Deletion(
      @JsonProperty("_id") String id, String messageId, String chatId, boolean forEveryone) {}

  /** What somebody does; {@code conversationId} is the same as {@code chatId}. */
  public record TypingUpdate(
      String chatId, String conversationId, String userId, boolean isTyping) {}

  public record Seen(String userId, Instant lastSeen) {}

  /** Where an event is told by one, and needs nothing else; see {@link #status} for others. */
  public static Optional<CamelCaseEvent> of(EventView event) {
    return switch (event.data()) {
      case EventData.MessageChanged changed -> Optional.of(of(event.type(), changed.message()));
      case EventData.MessageHidden hidden -> Optional.of(deleted(hidden.message(), false));
      default -> Optional.empty();
    };
  }

  private static CamelCaseEvent of(String type, MessageView message) {
    return switch (type) {
      case "message:edited" ->
          new CamelCaseEvent("messageEdited", FlatMessageView.changed(message));
      case "message:deleted" -> deleted(message, true);
      default -> new CamelCaseEvent(name(message), FlatMessageView.of(message));
    };
  }

  private static String name(MessageView message) {
    return message.kind().equals("media") ? "newMediaMessage" : "newEncryptedMessage";
  }

  private static CamelCaseEvent deleted(MessageView message, boolean forEveryone) {
    return new CamelCaseEvent(
        "messageDeleted",
        new Deletion(message.id(), message.id(), message.conversationId(), forEveryone));
  }

  public static CamelCaseEvent of(Whisper whisper) {
    return switch (whisper) {
      case TypingChanged changed -> {
        String chat = changed.conversation().toString();
        yield new CamelCaseEvent(
            "typing", new TypingUpdate(chat, chat, changed.user().value(), changed.typing()));
      }
      case PresenceChanged changed ->
          new CamelCaseEvent(
              changed.online() ? "userOnline" : "userOffline",
              new Seen(changed.user().value(), changed.lastSeen()));
    };
  }

  /** {@code status} is {@code delivered} or {@code seen}. */
  public static CamelCaseEvent status(String message, String chat, String user, String status) {
    return new CamelCaseEvent(
        "messageStatusUpdated", new StatusUpdate(message, message, chat, user, status));
  }
}
