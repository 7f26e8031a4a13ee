package io.chattr.application.port;

import io.chattr.domain.decision.Relation;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.Optional;

/** What people are to each other now. */
public interface Relations {

  /** Never absent: {@link Relation#none} where nothing ever was. */
  Relation find(UserPair pair);

  /** A request that was ever sent, as it stands. */
  Optional<FriendRequest> findRequest(FriendRequestId id);

  /** By id. */
  Page<UserId> friends(UserId user, PageRequest page);

  /** Whom {@code user} blocks; by id. */
  Page<UserId> blocked(UserId user, PageRequest page);

  /** Those still pending, the newest first. */
  Page<FriendRequest> pending(UserId user, Direction direction, PageRequest page);

  /** Which requests, seen from one side. */
  enum Direction {
    INCOMING,
    OUTGOING
  }
}
