package io.chattr.application.conversation;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Opening;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Somebody begins a conversation; the direct one of two people is made only once. */
public final class OpenConversation {
  private final Conversations conversations;
  private final Directory directory;
  private final Journal journal;
  private final IdGenerator ids;
  private final InstantSource clock;

  @Inject
  public OpenConversation(
      Conversations conversations,
      Directory directory,
      Journal journal,
      IdGenerator ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.directory = directory;
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  /** Which conversation, and who asks for it. */
  public sealed interface Command {
    record Direct(UserId creator, UserId other) implements Command {}

    record Group(UserId creator, Title title, Set<UserId> others) implements Command {
      public Group {
        others = Set.copyOf(others);
      }
    }
  }

  /** Answers with the new conversation, or, repeated, with the direct one that is there. */
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
    Committed<Conversation> opened =
        journal.commit(
            () -> {
              Optional<Conversation> present = conversations.findDirect(pair);
              return present.isPresent()
                  ? Decision.nothing(present.get())
                  : Opening.direct(id, pair, now());
            });
    return new Committed<>(opened.value(), !opened.value().id().equals(id));
  }

  private Committed<Conversation> open(Command.Group group) {
    requireUsers(group.others());
    var id = new ConversationId(ids.next());
    return journal.commit(
        () -> Opening.group(id, group.creator(), group.title(), group.others(), now()));
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
