package io.chattr.application.friendship;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Limit;
import io.chattr.application.port.RateLimiter;
import io.chattr.application.port.Relations;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/** Two people become friends, or do not, or are no longer. */
public final class Befriend {
  private final Relations relations;
  private final Directory directory;
  private final Journal journal;
  private final RateLimiter limiter;
  private final IdGenerator ids;
  private final InstantSource clock;

  @Inject
  public Befriend(
      Relations relations,
      Directory directory,
      Journal journal,
      RateLimiter limiter,
      IdGenerator ids,
      InstantSource clock) {
    this.relations = relations;
    this.directory = directory;
    this.journal = journal;
    this.limiter = limiter;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * {@code sender} asks {@code receiver}. Answers with the request, with the one that is pending
   * already, or, where {@code receiver} has asked before, with theirs, now accepted.
   */
  public Committed<FriendRequest> request(UserId sender, UserId receiver) {
    UserPair pair = UserPair.of(sender, receiver);
    limiter.acquire(Limit.FRIEND_REQUESTS, sender);
    if (directory.find(receiver).isEmpty()) {
      throw new Rejected(new NotFound("user"));
    }
    var id = new FriendRequestId(ids.next());
    return journal.commit(
        () ->
            relations
                .find(pair)
                .request(id, sender, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  public FriendRequest accept(FriendRequestId id, UserId by) {
    return answer(id, relation -> relation.accept(id, by));
  }

  public FriendRequest reject(FriendRequestId id, UserId by) {
    return answer(id, relation -> relation.reject(id, by));
  }

  public FriendRequest cancel(FriendRequestId id, UserId by) {
    return answer(id, relation -> relation.cancel(id, by));
  }

  /** Either of two friends ends it. */
  public void remove(UserId by, UserId friend) {
    UserPair pair = UserPair.of(by, friend);
    journal.commit(() -> relations.find(pair).remove());
  }

  private FriendRequest answer(
      FriendRequestId id, Function<Relation, Decision<FriendRequest>> deciding) {
    UserPair pair =
        relations
            .findRequest(id)
            .map(FriendRequest::pair)
            .orElseThrow(() -> new Rejected(new NotFound("friend request")));
    return journal.commit(() -> deciding.apply(relations.find(pair))).value();
  }
}
