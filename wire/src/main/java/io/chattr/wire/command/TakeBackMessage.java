package io.chattr.wire.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.DeleteMessage.Scope;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message that is to go, for {@code everyone}, as where nothing is said, or for {@code me}. */
public record TakeBackMessage(
    @Nullable String messageId, @JsonProperty("for") @Nullable String scope) {

  public DeleteMessage.Command by(UserId member) {
    return new DeleteMessage.Command(
        member,
        MessageId.of(Fields.require("messageId", messageId)),
        scope(Optional.ofNullable(scope)));
  }

  /** For whom a message goes. */
  public static Scope scope(Optional<String> word) {
    return word.map(given -> Fields.word("for", Scope.values(), given)).orElse(Scope.EVERYONE);
  }
}
