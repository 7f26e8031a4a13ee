package io.chattr.wire.camelcase;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chattr.wire.view.MessageView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message. What it says stands in {@code content} and in {@code encryptedMessage}, whether it is
 * encrypted or not.
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
    @Nullable String clientMessageId,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable String replyTo,
    @Nullable Object metadata,
    String status) {

  public static FlatMessageView of(MessageView message) {
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
        message.clientMessageId(),
        message.createdAt(),
        message.editedAt(),
        message.replyTo(),
        message.metadata(),
        "sent");
  }
}
