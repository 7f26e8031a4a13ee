package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.conversation.OpenConversation;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.wire.RawJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to be: {@code type} {@code direct} with {@code userId}, or {@code group} with
 * {@code title} and {@code memberIds} and, perhaps, how it is kept. On REST a header holds a
 * group's key, on sockets {@code idempotencyKey} does.
 */
public record NewConversation(
    @Nullable String type,
    @Nullable String userId,
    @Nullable String title,
    @Nullable List<@Nullable String> memberIds,
    @Nullable RawJson metadata,
    @Nullable List<@Nullable String> memberPermissions,
    @Nullable String historyForNewMembers,
    @Nullable String idempotencyKey) {

  /** As the request itself says. */
  public OpenConversation.Command by(UserId creator) {
    return by(creator, Fields.key(idempotencyKey));
  }

  public OpenConversation.Command by(UserId creator, Optional<IdempotencyKey> key) {
    return switch (Fields.require("type", type)) {
      case "direct" ->
          new OpenConversation.Command.Direct(
              creator, new UserId(Fields.require("userId", userId)));
      case "group" -> new OpenConversation.Command.Group(creator, details(), members(), key);
      default -> throw Rejected.value("type", INVALID_VALUE, "must be direct or group");
    };
  }

  private Details details() {
    Details usual = Details.of(new Title(Fields.require("title", title)));
    return new Details(
        usual.title(),
        Fields.metadata(metadata),
        Fields.permissions("memberPermissions", memberPermissions)
            .orElse(usual.memberPermissions()),
        Optional.ofNullable(historyForNewMembers)
            .map(word -> Fields.word("historyForNewMembers", History.values(), word))
            .orElse(usual.historyForNewMembers()));
  }

  private Set<UserId> members() {
    return Fields.requireUsers("memberIds", memberIds, HouseRules.MAX_GROUP_SIZE);
  }
}
