package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.FriendRequestRow;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.people.UserSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What rows of the log say of people, as it is now: requests, blocks and settings. */
final class PeopleNow {
  private final Handle handle;
  private final List<UUID> wantedRequests = new ArrayList<>();
  private final Set<UserPair> wantedPairs = new HashSet<>();
  private final List<String> wantedSettings = new ArrayList<>();
  private final Map<UUID, FriendRequest> requests = new HashMap<>();
  private final Set<Block> blocks = new HashSet<>();
  private final Map<UserId, UserSettings> settings = new HashMap<>();

  PeopleNow(Handle handle) {
    this.handle = handle;
  }

  private record Block(UserId by, UserId other) {}

  void wantRequest(UUID request) {
    wantedRequests.add(request);
  }

  void wantBlock(UserId by, UserId other) {
    wantedPairs.add(UserPair.of(by, other));
  }

  void wantSettings(UserId user) {
    wantedSettings.add(user.value());
  }

  void load() {
    if (!wantedRequests.isEmpty()) {
      loadRequests();
    }
    if (!wantedPairs.isEmpty()) {
      loadBlocks();
    }
    if (!wantedSettings.isEmpty()) {
      loadSettings();
    }
  }

  private void loadRequests() {
    handle
        .createQuery(
            "select "
                + FriendRequestRow.COLUMNS
                + " from chattr_friend_request r where r.id = any(:ids)")
        .bindArray("ids", UUID.class, wantedRequests)
        .map(FriendRequestRow::map)
        .forEach(request -> requests.put(request.id().value(), request));
  }

  private void loadBlocks() {
    List<UserPair> pairs = List.copyOf(wantedPairs);
    handle
        .createQuery(
            """
            select a.low, a.high, a.blocked_by_low, a.blocked_by_high
            from unnest(cast(:lows as varchar array), cast(:highs as varchar array))
              as s (low, high)
            join chattr_relation a on a.low = s.low and a.high = s.high
            """)
        .bindArray("lows", String.class, pairs.stream().map(pair -> pair.low().value()).toList())
        .bindArray("highs", String.class, pairs.stream().map(pair -> pair.high().value()).toList())
        .map(
            (row, context) -> {
              var low = new UserId(row.getString("low"));
              var high = new UserId(row.getString("high"));
              if (row.getBoolean("blocked_by_low")) {
                blocks.add(new Block(low, high));
              }
              if (row.getBoolean("blocked_by_high")) {
                blocks.add(new Block(high, low));
              }
              return low;
            })
        .list();
  }

  private void loadSettings() {
    handle
        .createQuery(
            "select user_id, read_receipts from chattr_user_settings where user_id = any(:users)")
        .bindArray("users", String.class, wantedSettings)
        .map(
            (row, context) ->
                settings.put(
                    new UserId(row.getString("user_id")),
                    new UserSettings(row.getBoolean("read_receipts"))))
        .list();
  }

  Optional<FriendRequest> request(LogRow row) {
    return Optional.ofNullable(requests.get(row.requireSubject()));
  }

  boolean isBlocked(LogRow row) {
    return blocks.contains(new Block(row.requireUser(), row.requireConcerned()));
  }

  UserSettings settings(LogRow row) {
    return settings.getOrDefault(row.requireUser(), UserSettings.defaults());
  }
}
