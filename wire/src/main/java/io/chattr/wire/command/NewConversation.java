package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.conversation.OpenConversation;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Opening;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be: {@code type} {@code direct} with {@code userId}, or {@code group} with
 * {@code title} and {@code memberIds}.
 */
public record NewConversation(
    @Nullable String type,
    @Nullable String userId,
    @Nullable String title,
    @Nullable List<@Nullable String> memberIds) {

  public OpenConversation.Command by(UserId creator) {
    return switch (Fields.require("type", type)) {
      case "direct" ->
          new OpenConversation.Command.Direct(
              creator, new UserId(Fields.require("userId", userId)));
      case "group" ->
          new OpenConversation.Command.Group(
              creator, new Title(Fields.require("title", title)), members());
      default -> throw Rejected.value("type", INVALID_VALUE, "must be direct or group");
    };
  }

  private Set<UserId> members() {
    return Fields.requireUsers("memberIds", memberIds, Opening.MAX_MEMBERS);
  }
}
