package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.POST;
import static io.chattr.domain.conversation.Permission.SEND_MEDIA;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Media;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one member may do in one conversation, as of the conversation's {@code version}: the one
 * place where that is decided. All that a post looks at, so that its cost does not grow with the
 * members.
 *
 * @param tie to the other one of a direct conversation
 */
public record Standing(
    ConversationId conversation,
    ConversationType type,
    UserId member,
    MemberRole role,
    Permissions permissions,
    long visibleFromSeq,
    Optional<Tie> tie,
    long version) {

  /** Whether one of two people blocks the other, as of the {@code version} of their relation. */
  public record Tie(UserPair pair, boolean blocked, long version) {}

  /** Of somebody in a group, which is given whole. */
  static Standing in(Conversation group, Member member) {
    return new Standing(
        group.id(),
        group.type(),
        member.user(),
        member.role(),
        member.permissions(group.details().memberPermissions()),
        member.visibleFromSeq(),
        Optional.empty(),
        group.version());
  }

  public boolean can(Permission permission) {
    return permissions.has(permission) && !isBlocked();
  }

  /** Whether the two of a direct conversation do not speak. */
  public boolean isBlocked() {
    return tie.filter(Tie::blocked).isPresent();
  }

  /** Refuses unless the member {@link #can}. */
  public void require(Permission permission) {
    if (!can(permission)) {
      throw new Rejected(new NotPermitted(permission.code()));
    }
  }

  /** Decides to add a message. */
  public Decision<Message> post(Draft draft) {
    requireToSay(draft.content());
    return new Decision.Post(reads(), draft);
  }

  /** Whether they may post this. */
  public boolean canSay(Content content) {
    return can(POST) && (can(SEND_MEDIA) || !(content instanceof Media));
  }

  void requireToSay(Content content) {
    require(POST);
    if (content instanceof Media) {
      require(SEND_MEDIA);
    }
  }

  /** What whoever decides by this rests on. */
  List<Read> reads() {
    var reads = new ArrayList<Read>();
    reads.add(new Read(new Subject.OfConversation(conversation), version));
    tie.ifPresent(bond -> reads.add(new Read(new Subject.OfRelation(bond.pair()), bond.version())));
    return reads;
  }
}
