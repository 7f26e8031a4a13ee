package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation. {@code unreadCount} and {@code settings} stand only in answers to oneself.
 *
 * @param details its first fields
 */
public record ConversationView(
    @JsonUnwrapped DetailsView details,
    List<MemberView> members,
    long lastSeq,
    @JsonUnwrapped @Nullable LastMessageView last,
    @Nullable Long unreadCount,
    @Nullable ConversationSettingsView settings) {

  public ConversationView {
    members = List.copyOf(members);
  }

  /** As those see it who do not learn what {@code veiled} have read. */
  public static ConversationView of(Conversation conversation, Set<UserId> veiled) {
    return new ConversationView(
        DetailsView.of(conversation),
        members(conversation, veiled),
        conversation.lastSeq(),
        null,
        null,
        null);
  }

  /** As one member sees it in their list. */
  public static ConversationView of(Overview overview, Set<UserId> veiled) {
    Conversation conversation = overview.conversation();
    return new ConversationView(
        DetailsView.of(conversation),
        members(conversation, veiled),
        conversation.lastSeq(),
        overview.lastMessage().map(LastMessageView::of).orElse(null),
        overview.unread(),
        ConversationSettingsView.of(overview.settings()));
  }

  private static List<MemberView> members(Conversation conversation, Set<UserId> veiled) {
    return conversation.members().stream().map(member -> MemberView.of(member, veiled)).toList();
  }
}
