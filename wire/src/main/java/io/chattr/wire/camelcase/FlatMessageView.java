package io.chattr.wire.camelcase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chattr.wire.view.MessageView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message. What it says stands in {@code content} and in {@code encryptedMessage}, whether it is
 * encrypted or not. {@code status} stands where the message is new: of what becomes of it later it
 * is told by itself.
 */
public record FlatMessageView(
    @JsonProperty("_id") String id,
    @JsonProperty("id") String alsoId,
    String chatId,
    String conversationId,
    long seq,
    String senderId,
    String kind,
    @Nullable Object content,
    @Nullable Object encryptedMessage,
    boolean encrypted,
    @Nullable String mediaId,
    @Nullable String clientMessageId,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable String replyTo,
    @Nullable Object metadata,
    @Nullable String status) {

  /** One that came. */
  public static FlatMessageView of(MessageView message) {
    return of(message, "sent");
  }

  /** One that is there, and perhaps delivered or seen. */
  public static FlatMessageView changed(MessageView message) {
    return of(message, null);
  }

  private static FlatMessageView of(MessageView message, @Nullable String status) {
    return new FlatMessageView(
        message.id(),
        message.id(),
        message.conversationId(),
        message.conversationId(),
        message.seq(),
        message.senderId(),
        message.kind(),
        message.content(),
        message.content(),
        message.kind().equals("encrypted"),
        message.mediaId(),
        message.clientMessageId(),
        message.createdAt(),
        message.editedAt(),
        message.replyTo(),
        message.metadata(),
        status);
  }
}
