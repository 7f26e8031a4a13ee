package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a group makes of people to each other. */
final class RelationChanges {
  private final Map<FriendRequestId, FriendRequest> requests = new LinkedHashMap<>();
  private final Map<UserPair, Tie> ties = new LinkedHashMap<>();

  /** Between two people; {@code lastRequest} stays as it is where none is given. */
  private record Tie(boolean friends, @Nullable UUID lastRequest, long version) {}

  void request(FriendRequest request) {
    requests.put(request.id(), request);
    ties.put(
        request.pair(),
        new Tie(request.status() == FriendRequest.Status.ACCEPTED, request.id().value(), 1));
  }

  void part(UserPair pair) {
    Tie before = ties.get(pair);
    ties.put(pair, new Tie(false, before == null ? null : before.lastRequest(), 1));
  }

  void version(UserPair pair, long version) {
    ties.computeIfPresent(pair, (id, tie) -> new Tie(tie.friends(), tie.lastRequest(), version));
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
            select s.low, s.high, s.friends, s.last_request, s.version
            from {rows} as s (low, high, friends, last_request, version)) s
          on a.low = s.low and a.high = s.high
          when matched then update set friends = (s.friends = 1), version = s.version,
            last_request = coalesce(s.last_request, a.last_request)
          when not matched then insert (low, high, friends, last_request, version)
            values (s.low, s.high, s.friends = 1, s.last_request, s.version)
          """,
          texts(ties.keySet(), pair -> pair.low().value()),
          texts(ties.keySet(), pair -> pair.high().value()),
          longs(ties.values(), tie -> tie.friends() ? 1L : 0L),
          uuids(ties.values(), Tie::lastRequest),
          longs(ties.values(), Tie::version));
    }
  }
}
