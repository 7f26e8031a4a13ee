package io.chattr.domain.decision;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Fingerprint;
import io.chattr.domain.message.IdempotencyKey;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What came of a command that its caller gave a key, so that repeating it does no harm.
 *
 * @param mark of the caller and their key
 * @param digest of what was asked under it
 */
public record Once(UUID mark, UUID digest, ConversationId conversation) {

  /** Of the beginning of a group. */
  public static Once of(
      UserId creator,
      IdempotencyKey key,
      Details details,
      Set<UserId> others,
      ConversationId conversation) {
    List<String> asked =
        Stream.concat(
                Stream.of(
                    details.title().map(Title::value).orElse(""),
                    details.metadata().map(Metadata::json).orElse(""),
                    details.memberPermissions().toString(),
                    details.historyForNewMembers().name()),
                others.stream().map(UserId::value).sorted())
            .toList();
    return new Once(
        Fingerprint.of(List.of("key", creator.value(), key.value())),
        Fingerprint.of(asked),
        conversation);
  }
}
