package io.chattr.wire.command;

import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.identity.ConversationId;
import io.chattr.wire.RawJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become another for a group; what is absent stays as it is. On REST the path names the
 * conversation, on sockets {@code conversationId} does.
 */
public record UpdateConversation(
    @Nullable String conversationId,
    @Nullable String title,
    @Nullable RawJson metadata,
    @Nullable List<@Nullable String> memberPermissions,
    @Nullable String historyForNewMembers) {

  /** The conversation that the request itself names. */
  public ConversationId conversation() {
    return ConversationId.of(Fields.require("conversationId", conversationId));
  }

  public DetailsChange change() {
    return new DetailsChange(
        Optional.ofNullable(title).map(Title::new),
        Fields.metadata(metadata),
        Fields.permissions("memberPermissions", memberPermissions),
        Optional.ofNullable(historyForNewMembers)
            .map(word -> Fields.word("historyForNewMembers", History.values(), word)));
  }
}
