package io.chattr.wire.command;

import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become another for a member; what is absent stays as it is. On REST the path names
 * conversation and member, on sockets {@code conversationId} and {@code userId} do.
 */
public record UpdateMember(
    @Nullable String conversationId,
    @Nullable String userId,
    @Nullable String role,
    @Nullable Exceptions permissions) {

  /** What a member may do more, and less, than their role has. */
  public record Exceptions(
      @Nullable List<@Nullable String> granted, @Nullable List<@Nullable String> denied) {

    Optional<Permissions> more() {
      return Fields.permissions("permissions.granted", granted);
    }

    Optional<Permissions> less() {
      return Fields.permissions("permissions.denied", denied);
    }
  }

  /** The conversation that the request itself names. */
  public ConversationId conversation() {
    return ConversationId.of(Fields.require("conversationId", conversationId));
  }

  /** The member whom the request itself names. */
  public UserId user() {
    return new UserId(Fields.require("userId", userId));
  }

  public MemberChange change() {
    Optional<Exceptions> exceptions = Optional.ofNullable(permissions);
    return new MemberChange(
        Optional.ofNullable(role).map(word -> Fields.word("role", MemberRole.values(), word)),
        exceptions.flatMap(Exceptions::more),
        exceptions.flatMap(Exceptions::less));
  }
}
