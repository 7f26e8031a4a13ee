package io.chattr.application.export;

import io.chattr.application.friendship.Block;
import io.chattr.application.friendship.ViewFriends;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Limit;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.RateLimiter;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.Missing;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Somebody takes along what they may see. It is read part by part, each as it is by then, so that
 * it may be as long as it likes.
 */
public final class ExportPerson {
  /** How many there are at the same time: whoever takes one in holds a thread. */
  public static final int MOST = 8;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final ViewFriends viewFriends;
  private final Block block;
  private final Conversations conversations;
  private final ReadHistory readHistory;
  private final RateLimiter limiter;
  private final Set<UserId> underWay = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST);

  @Inject
  public ExportPerson(
      ViewFriends viewFriends,
      Block block,
      Conversations conversations,
      ReadHistory readHistory,
      RateLimiter limiter) {
    this.viewFriends = viewFriends;
    this.block = block;
    this.conversations = conversations;
    this.readHistory = readHistory;
    this.limiter = limiter;
  }

  /** Refuses while there is one of {@code user} already. It is under way until it is closed. */
  public Export begin(UserId user) {
    if (!underWay.add(user)) {
      throw new Rejected(new Contradiction("An export is under way; wait until it has ended"));
    }
    if (!places.tryAcquire()) {
      underWay.remove(user);
      throw new Rejected(new Overloaded(RETRY_AFTER));
    }
    var export = new Export(user);
    try {
      limiter.acquire(Limit.EXPORTS, user);
      return export;
    } catch (RuntimeException refused) {
      export.close();
      throw refused;
    }
  }

  /** What one person takes along. For one thread; each part is handed over page by page. */
  public final class Export implements AutoCloseable {
    private final UserId user;
    private boolean ended;

    private Export(UserId user) {
      this.user = user;
    }

    public UserId user() {
      return user;
    }

    public void friends(Consumer<List<Profile>> taker) {
      each(page -> viewFriends.friends(user, page), taker);
    }

    /** Those that nobody has answered, of both directions. */
    public void friendRequests(Consumer<List<FriendRequest>> taker) {
      for (Direction direction : Direction.values()) {
        each(page -> viewFriends.pending(user, direction, page), taker);
      }
    }

    public void blocks(Consumer<List<Profile>> taker) {
      each(page -> block.list(user, page), taker);
    }

    /** Those that they hide from their list, too; in the order of ids. */
    public void conversations(Consumer<List<Overview>> taker) {
      eachConversation(
          ids ->
              taker.accept(
                  ids.stream()
                      .flatMap(id -> conversations.overview(new Seat(id, user)).stream())
                      .toList()));
    }

    /** Of the same conversations. */
    public void eachConversation(Consumer<List<ConversationId>> taker) {
      Optional<ConversationId> last = Optional.empty();
      do {
        List<ConversationId> some = conversations.of(user, last, PageRequest.MAX_LIMIT);
        taker.accept(some);
        last = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
      } while (last.isPresent());
    }

    /** What they see of a conversation, from the oldest on; nothing more once they have left it. */
    public void messages(ConversationId conversation, Consumer<List<Message>> taker) {
      long after = 0;
      List<Message> some;
      do {
        some = messages(conversation, after);
        taker.accept(some);
        after = some.isEmpty() ? after : some.getLast().seq();
      } while (!some.isEmpty());
    }

    private List<Message> messages(ConversationId conversation, long after) {
      try {
        return readHistory
            .handle(
                new ReadHistory.Query(
                    user,
                    conversation,
                    Optional.empty(),
                    Optional.of(after),
                    Optional.empty(),
                    Optional.empty(),
                    PageRequest.MAX_LIMIT))
            .items();
      } catch (Rejected rejected) {
        if (rejected.failure() instanceof Missing) {
          return List.of();
        }
        throw rejected;
      }
    }

    private <T> void each(Function<PageRequest, Page<T>> pages, Consumer<List<T>> taker) {
      Optional<String> next = Optional.empty();
      do {
        Page<T> page = pages.apply(new PageRequest(next, PageRequest.MAX_LIMIT));
        taker.accept(page.items());
        next = page.nextCursor();
      } while (next.isPresent());
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        places.release();
        underWay.remove(user);
      }
    }
  }
}
