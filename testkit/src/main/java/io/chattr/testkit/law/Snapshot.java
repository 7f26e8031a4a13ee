package io.chattr.testkit.law;

import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.domain.people.UserSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that one person's client shows, at one moment. */
record Snapshot(
    Set<UserId> friends,
    Set<FriendRequest> incoming,
    Set<FriendRequest> outgoing,
    Set<UserId> blocked,
    UserSettings settings,
    Map<ConversationId, View> conversations) {

  /** One conversation. {@code unread} is what the client counts from what it has. */
  record View(
      ConversationType type,
      Details details,
      Instant createdAt,
      List<Member> members,
      long lastSeq,
      List<Message> messages,
      Map<MessageId, MessageMarks> marks,
      ConversationSettings settings,
      long unread) {}
}
