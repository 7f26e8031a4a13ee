package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Title;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A conversation. {@code unreadCount} stands only in answers to oneself. */
public record ConversationView(
    String id,
    String type,
    @Nullable String title,
    Instant createdAt,
    List<MemberView> members,
    long lastSeq,
    @JsonUnwrapped @Nullable LastMessageView last,
    @Nullable Long unreadCount) {

  public ConversationView {
    members = List.copyOf(members);
  }

  /** As every member may see it. */
  public static ConversationView of(Conversation conversation) {
    return of(conversation, null, null);
  }

  /** As one member sees it in their list. */
  public static ConversationView of(Overview overview) {
    return of(
        overview.conversation(),
        overview.lastMessage().map(LastMessageView::of).orElse(null),
        overview.unread());
  }

  private static ConversationView of(
      Conversation conversation, @Nullable LastMessageView last, @Nullable Long unread) {
    return new ConversationView(
        conversation.id().toString(),
        conversation.type().name().toLowerCase(Locale.ROOT),
        conversation.title().map(Title::value).orElse(null),
        conversation.createdAt(),
        conversation.members().stream().map(MemberView::of).toList(),
        conversation.lastSeq(),
        last,
        unread);
  }
}
