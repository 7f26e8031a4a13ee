package io.chattr.wire.view;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Title;
import io.chattr.wire.RawJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is and how it is kept. {@code memberPermissions}, what plain members may do,
 * and {@code historyForNewMembers} stand in groups.
 */
public record DetailsView(
    String id,
    String type,
    @Nullable String title,
    Instant createdAt,
    @Nullable RawJson metadata,
    @Nullable List<String> memberPermissions,
    @Nullable String historyForNewMembers) {

  static DetailsView of(Conversation conversation) {
    var details = conversation.details();
    boolean isGroup = conversation.type() == ConversationType.GROUP;
    return new DetailsView(
        conversation.id().toString(),
        Words.of(conversation.type()),
        details.title().map(Title::value).orElse(null),
        conversation.createdAt(),
        details.metadata().map(data -> new RawJson(data.json())).orElse(null),
        isGroup ? Words.of(details.memberPermissions()) : null,
        isGroup ? Words.of(details.historyForNewMembers()) : null);
  }
}
