package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chattr.domain.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's last message, in fields of the conversation. {@code text} is absent where the
 * message has none that Chattr can read; {@code kind} tells why.
 */
public record LastMessageView(
    @JsonProperty("lastMessage") @Nullable String text,
    @JsonProperty("lastMessageId") String id,
    @JsonProperty("lastMessageSenderId") String senderId,
    @JsonProperty("lastMessageKind") String kind,
    @JsonProperty("lastMessageAt") Instant at) {

  public static LastMessageView of(Message message) {
    return new LastMessageView(
        MessageView.text(message.content()),
        message.id().toString(),
        message.sender().value(),
        MessageView.kind(message.content()),
        message.createdAt());
  }
}
