package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.POST;

import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import java.util.List;

/**
 * What one member may do in one conversation, as of the conversation's {@code version}. All that a
 * post looks at, so that its cost does not grow with the members.
 */
public record Standing(
    ConversationId conversation,
    ConversationType type,
    UserId member,
    MemberRole role,
    long visibleFromSeq,
    long version) {

  /** Decides to add a message. */
  public Decision<Message> post(Draft draft) {
    require(POST);
    return new Decision.Post(List.of(read()), draft);
  }

  /** Refuses unless the member has {@code permission}. */
  public void require(Permission permission) {
    if (!role.has(permission)) {
      throw new Rejected(new NotPermitted(permission.code()));
    }
  }

  Read read() {
    return new Read(Read.Kind.CONVERSATION, conversation, version);
  }
}
