package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.wire.RawJson;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message to be: one of {@code content}, {@code encrypted} and {@code custom}. On REST the path
 * names the conversation, on sockets {@code conversationId} does.
 */
public record SendMessage(
    @Nullable String conversationId,
    @Nullable String content,
    @Nullable RawJson encrypted,
    @Nullable NewCustom custom,
    @Nullable String clientMessageId,
    @Nullable RawJson metadata) {

  /** What the host's own clients understand. */
  public record NewCustom(@Nullable String type, @Nullable RawJson body) {}

  /** For the conversation that the request itself names. */
  public PostMessage.Command by(UserId sender) {
    return by(sender, ConversationId.of(Fields.require("conversationId", conversationId)));
  }

  public PostMessage.Command by(UserId sender, ConversationId conversation) {
    return new PostMessage.Command(
        sender,
        conversation,
        what(),
        Optional.ofNullable(clientMessageId).map(ClientMessageId::new),
        Optional.ofNullable(metadata).map(SendMessage::metadata));
  }

  private Content what() {
    if (Stream.of(content, encrypted, custom).filter(given -> given != null).count() > 1) {
      throw Rejected.value(
          "content", INVALID_VALUE, "must stand alone: give one of content, encrypted and custom");
    }
    if (encrypted != null) {
      return encrypted(encrypted);
    }
    return custom == null ? new Text(Fields.require("content", content)) : custom(custom);
  }

  private static Encrypted encrypted(RawJson encrypted) {
    if (!encrypted.isText() && !encrypted.isObject()) {
      throw Rejected.value("encrypted", MALFORMED, "must be a text or an object");
    }
    return new Encrypted(encrypted.json());
  }

  private static Custom custom(NewCustom custom) {
    return new Custom(
        Fields.require("custom.type", custom.type()),
        Fields.require("custom.body", custom.body()).json());
  }

  private static Metadata metadata(RawJson metadata) {
    if (!metadata.isObject()) {
      throw Rejected.value("metadata", MALFORMED, "must be an object");
    }
    return new Metadata(metadata.json());
  }
}
