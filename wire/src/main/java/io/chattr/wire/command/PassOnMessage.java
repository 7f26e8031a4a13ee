package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.REQUIRED;

import io.chattr.application.message.ForwardMessage;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.IdempotencyKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conversations into which a message is to be forwarded. On REST the path names the message and a
 * header holds the key, on sockets {@code messageId} and {@code idempotencyKey} do.
 */
public record PassOnMessage(
    @Nullable String messageId,
    @Nullable List<@Nullable String> conversationIds,
    @Nullable String idempotencyKey) {

  /** As the request itself says. */
  public ForwardMessage.Command by(UserId member) {
    return by(
        member, MessageId.of(Fields.require("messageId", messageId)), Fields.key(idempotencyKey));
  }

  public ForwardMessage.Command by(UserId member, MessageId message, Optional<IdempotencyKey> key) {
    return new ForwardMessage.Command(member, message, targets(), key);
  }

  private Set<ConversationId> targets() {
    var targets = new LinkedHashSet<ConversationId>();
    List<String> ids = Fields.requireAll("conversationIds", conversationIds);
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      targets.add(Fields.naming("conversationIds[" + i + "]", () -> ConversationId.of(id)));
    }
    if (targets.isEmpty()) {
      throw Rejected.value("conversationIds", REQUIRED, "must name a conversation");
    }
    return targets;
  }
}
