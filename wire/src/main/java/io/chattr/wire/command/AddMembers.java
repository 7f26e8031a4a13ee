package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.REQUIRED;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People to come into a group. On REST the path names the conversation, on sockets {@code
 * conversationId} does.
 */
public record AddMembers(
    @Nullable String conversationId, @Nullable List<@Nullable String> userIds) {
  private static final int MAX_USERS = 100;

  /** The conversation that the request itself names. */
  public ConversationId conversation() {
    return ConversationId.of(Fields.require("conversationId", conversationId));
  }

  public Set<UserId> users() {
    Set<UserId> users = Fields.requireUsers("userIds", userIds, MAX_USERS);
    if (users.isEmpty()) {
      throw Rejected.value("userIds", REQUIRED, "must name somebody");
    }
    return users;
  }
}
