package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a group makes of people to each other. */
final class RelationChanges {
  private final Locked locked;
  private final Map<FriendRequestId, FriendRequest> requests = new LinkedHashMap<>();
  private final Map<UserPair, Tie> ties = new LinkedHashMap<>();

  RelationChanges(Locked locked) {
    this.locked = locked;
  }

  /** What is another now between two people; what is not given stays as it is. */
  private static final class Tie {
    private @Nullable Long friends;
    private @Nullable UUID lastRequest;
    private @Nullable Long blockedByLow;
    private @Nullable Long blockedByHigh;
    private long version;
  }

  /** Between whom something changes by {@code event}. */
  static Optional<UserPair> pair(UserEvent event) {
    return switch (event) {
      case FriendRequestEvent about -> Optional.of(about.request().pair());
      case FriendRemoved removed -> Optional.of(UserPair.of(removed.user(), removed.friend()));
      case BlockChanged changed -> Optional.of(UserPair.of(changed.user(), changed.other()));
      case UserEvent other -> Optional.empty();
    };
  }

  void request(FriendRequest request) {
    requests.put(request.id(), request);
    Tie tie = tie(request.pair());
    tie.friends = flag(request.status() == FriendRequest.Status.ACCEPTED);
    tie.lastRequest = request.id().value();
  }

  void part(FriendRemoved event) {
    tie(UserPair.of(event.user(), event.friend())).friends = flag(false);
  }

  void block(BlockChanged event) {
    var pair = UserPair.of(event.user(), event.other());
    Tie tie = tie(pair);
    if (event.user().equals(pair.low())) {
      tie.blockedByLow = flag(event.blocked());
    } else {
      tie.blockedByHigh = flag(event.blocked());
    }
  }

  /** What changes between the two, who have one version more after each event. */
  private Tie tie(UserPair pair) {
    var subject = new Subject.OfRelation(pair);
    Tie tie = ties.computeIfAbsent(pair, id -> new Tie());
    tie.version = locked.version(subject) + 1;
    locked.set(subject, tie.version);
    return tie;
  }

  private static long flag(boolean on) {
    return on ? 1 : 0;
  }

  void into(Script script) {
    if (!requests.isEmpty()) {
      script.update(
          """
          merge into chattr_friend_request r
          using (
            select s.id, s.sender, s.receiver, s.status, s.created_at
            from {rows} as s (id, sender, receiver, status, created_at)) s
          on r.id = s.id
          when matched then update set status = s.status
          when not matched then insert (id, sender, receiver, status, created_at)
            values (s.id, s.sender, s.receiver, s.status, s.created_at)
          """,
          uuids(requests.keySet(), FriendRequestId::value),
          texts(requests.values(), request -> request.sender().value()),
          texts(requests.values(), request -> request.receiver().value()),
          texts(requests.values(), request -> request.status().name()),
          longs(requests.values(), request -> request.createdAt().toEpochMilli()));
    }
    if (!ties.isEmpty()) {
      script.update(
          """
          merge into chattr_relation a
          using (
            select s.low, s.high, s.friends, s.last_request, s.blocked_by_low, s.blocked_by_high,
              s.version
            from {rows} as s (low, high, friends, last_request, blocked_by_low, blocked_by_high,
              version)) s
          on a.low = s.low and a.high = s.high
          when matched then update set
            friends = coalesce(s.friends = 1, a.friends),
            last_request = coalesce(s.last_request, a.last_request),
            blocked_by_low = coalesce(s.blocked_by_low = 1, a.blocked_by_low),
            blocked_by_high = coalesce(s.blocked_by_high = 1, a.blocked_by_high),
            version = s.version
          when not matched then insert
            (low, high, friends, last_request, blocked_by_low, blocked_by_high, version)
            values (s.low, s.high, coalesce(s.friends = 1, false), s.last_request,
              coalesce(s.blocked_by_low = 1, false), coalesce(s.blocked_by_high = 1, false),
              s.version)
          """,
          texts(ties.keySet(), pair -> pair.low().value()),
          texts(ties.keySet(), pair -> pair.high().value()),
          longs(ties.values(), tie -> tie.friends),
          uuids(ties.values(), tie -> tie.lastRequest),
          longs(ties.values(), tie -> tie.blockedByLow),
          longs(ties.values(), tie -> tie.blockedByHigh),
          longs(ties.values(), tie -> tie.version));
    }
  }
}
