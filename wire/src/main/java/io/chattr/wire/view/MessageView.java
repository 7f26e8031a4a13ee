package io.chattr.wire.view;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import io.chattr.wire.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message. {@code content} is a text, the JSON value that was sent encrypted, or a {@link
 * CustomView}; a deleted message has none.
 */
public record MessageView(
    String id,
    String conversationId,
    long seq,
    String senderId,
    String kind,
    @Nullable Object content,
    @Nullable String clientMessageId,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable String replyTo,
    @Nullable RawJson metadata) {

  /** What the host's own clients understand. */
  public record CustomView(String type, RawJson body) {}

  public static MessageView of(Message message) {
    boolean deleted = message.content() instanceof Deleted;
    return new MessageView(
        message.id().toString(),
        message.conversation().toString(),
        message.seq(),
        message.sender().value(),
        kind(message.content()),
        content(message.content()),
        deleted ? null : message.clientId().map(ClientMessageId::value).orElse(null),
        message.createdAt(),
        deleted ? null : message.editedAt().orElse(null),
        message.deletedAt().orElse(null),
        deleted ? null : message.replyTo().map(MessageId::toString).orElse(null),
        deleted ? null : message.metadata().map(data -> new RawJson(data.json())).orElse(null));
  }

  static String kind(Content content) {
    return switch (content) {
      case Text text -> "text";
      case Encrypted encrypted -> "encrypted";
      case Custom custom -> "custom";
      case Deleted deleted -> "deleted";
    };
  }

  private static @Nullable Object content(Content content) {
    return switch (content) {
      case Text text -> text.value();
      case Encrypted encrypted -> new RawJson(encrypted.json());
      case Custom custom -> new CustomView(custom.type(), new RawJson(custom.json()));
      case Deleted deleted -> null;
    };
  }
}
