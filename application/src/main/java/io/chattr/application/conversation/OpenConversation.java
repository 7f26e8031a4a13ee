package io.chattr.application.conversation;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Relations;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Opening;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.IdempotencyKey;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Somebody begins a conversation; the direct one of two people is made only once. */
public final class OpenConversation {
  private final Conversations conversations;
  private final Relations relations;
  private final Directory directory;
  private final Journal journal;
  private final Opening opening;
  private final IdGenerator ids;
  private final InstantSource clock;

  @Inject
  public OpenConversation(
      Conversations conversations,
      Relations relations,
      Directory directory,
      Journal journal,
      HouseRules rules,
      IdGenerator ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.relations = relations;
    this.directory = directory;
    this.journal = journal;
    this.opening = new Opening(rules);
    this.ids = ids;
    this.clock = clock;
  }

  /** Which conversation, and who asks for it. */
  public sealed interface Command {
    record Direct(UserId creator, UserId other) implements Command {}

    /** {@code key} is the creator's own; it makes a repeated command harmless. */
    record Group(UserId creator, Details details, Set<UserId> others, Optional<IdempotencyKey> key)
        implements Command {
      public Group {
        others = Set.copyOf(others);
      }

      public Group(UserId creator, Title title, Set<UserId> others) {
        this(creator, Details.of(title), others, Optional.empty());
      }
    }
  }

  /** Answers with the new conversation, or, repeated, with the one that is there. */
  public Committed<Conversation> handle(Command command) {
    return switch (command) {
      case Command.Direct direct -> open(direct);
      case Command.Group group -> open(group);
    };
  }

  private Committed<Conversation> open(Command.Direct direct) {
    UserPair pair = UserPair.of(direct.creator(), direct.other());
    requireUsers(Set.of(direct.other()));
    var id = new ConversationId(ids.next());
    return commit(
        id,
        () ->
            conversations
                .findDirect(pair)
                .map(Decision::nothing)
                .orElseGet(() -> opening.direct(id, relations.find(pair), now())));
  }

  private Committed<Conversation> open(Command.Group group) {
    requireUsers(group.others());
    var id = new ConversationId(ids.next());
    Optional<Once> once =
        group.key().map(key -> Once.of(group.creator(), key, group.details(), group.others(), id));
    return commit(
        id,
        () ->
            once.flatMap(this::earlier)
                .map(Decision::nothing)
                .orElseGet(
                    () ->
                        opening.group(
                            id, group.creator(), group.details(), group.others(), once, now())));
  }

  private Committed<Conversation> commit(
      ConversationId id, Supplier<Decision<Conversation>> deciding) {
    Committed<Conversation> opened = journal.commit(deciding);
    return new Committed<>(opened.value(), !opened.value().id().equals(id));
  }

  private Optional<Conversation> earlier(Once once) {
    Optional<Once> done = conversations.done(once.mark());
    if (done.isPresent() && !done.get().digest().equals(once.digest())) {
      throw new Rejected(
          new Contradiction("This Idempotency-Key was used for another group before"));
    }
    return done.map(
        first ->
            conversations
                .find(first.conversation())
                .orElseThrow(() -> new Rejected(new NotFound("conversation"))));
  }

  private void requireUsers(Set<UserId> users) {
    if (!directory.profiles(users).keySet().containsAll(users)) {
      throw new Rejected(new NotFound("user"));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
