package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.wire.RawJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message. {@code content} is a text, the JSON value that was sent encrypted, or a {@link
 * CustomView}; a deleted message has none, and one that holds a file only where something was said
 * about it. {@code starred}, and {@code mine} in its reactions, stand only in answers to oneself.
 */
public record MessageView(
    String id,
    String conversationId,
    long seq,
    String senderId,
    String kind,
    @Nullable Object content,
    @Nullable String mediaId,
    @Nullable String clientMessageId,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable String replyTo,
    @Nullable ForwardedView forwardedFrom,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mentions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReactionView> reactions,
    @Nullable Boolean pinned,
    @Nullable Boolean starred,
    @Nullable RawJson metadata) {

  public MessageView {
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /** What the host's own clients understand. */
  public record CustomView(String type, RawJson body) {}

  /** Who said it first. */
  public record ForwardedView(String senderId) {}

  /** As every member may see it. */
  public static MessageView of(Message message) {
    return of(message, MessageMarks.none());
  }

  /** As one member sees it, who made {@code marks} of it. */
  public static MessageView of(Message message, MessageMarks marks) {
    if (message.isDeleted()) {
      return gone(message);
    }
    return new MessageView(
        message.id().toString(),
        message.conversation().toString(),
        message.seq(),
        message.sender().value(),
        kind(message.content()),
        content(message.content()),
        mediaId(message.content()),
        message.clientId().map(ClientMessageId::value).orElse(null),
        message.createdAt(),
        message.editedAt().orElse(null),
        null,
        message.references().replyTo().map(MessageId::toString).orElse(null),
        message
            .references()
            .forwardedFrom()
            .map(UserId::value)
            .map(ForwardedView::new)
            .orElse(null),
        message.references().mentions().stream().map(UserId::value).toList(),
        ReactionView.of(message.reactions(), marks.reactions()),
        message.pinned() ? true : null,
        marks.starred() ? true : null,
        message.metadata().map(data -> new RawJson(data.json())).orElse(null));
  }

  /** The place that is left of a message that was deleted, perhaps only for who is told. */
  static MessageView gone(Message message) {
    return new MessageView(
        message.id().toString(),
        message.conversation().toString(),
        message.seq(),
        message.sender().value(),
        kind(new Deleted()),
        null,
        null,
        null,
        message.createdAt(),
        null,
        message.deletedAt().orElse(null),
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  static String kind(Content content) {
    return switch (content) {
      case Text text -> "text";
      case Encrypted encrypted -> "encrypted";
      case Media media -> "media";
      case Custom custom -> "custom";
      case Deleted deleted -> "deleted";
    };
  }

  /** What people can read of it. */
  static @Nullable String text(Content content) {
    return switch (content) {
      case Text text -> text.value();
      case Media media -> media.caption().map(Text::value).orElse(null);
      case Encrypted hidden -> null;
      case Custom custom -> null;
      case Deleted deleted -> null;
    };
  }

  static @Nullable Object content(Content content) {
    return switch (content) {
      case Encrypted encrypted -> new RawJson(encrypted.json());
      case Custom custom -> new CustomView(custom.type(), new RawJson(custom.json()));
      case Text text -> text(text);
      case Media media -> text(media);
      case Deleted deleted -> null;
    };
  }

  static @Nullable String mediaId(Content content) {
    return content instanceof Media media ? media.mediaId() : null;
  }
}
