package io.chattr.application.port;

import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** When people were there last, and whom that concerns. */
public interface Presences {

  /**
   * Groups of more members tell nobody in them: what each of a thousand does would be told a
   * thousand times.
   */
  int LARGEST_GROUP = 100;

  /** When each of {@code users} was there last, where anybody knows. */
  Map<UserId, Instant> lastSeen(Collection<UserId> users);

  /** They were there at these times, of which the latest of each counts; at most 500 at once. */
  void saw(Map<UserId, Instant> seen);

  /** When they were there last is nobody's business any more. */
  void forget(UserId user);

  /**
   * Whom it concerns whether {@code user} is there: their friends, and those with whom they share a
   * direct conversation or a group of at most {@value #LARGEST_GROUP} members, at most {@code
   * limit} of them. Whoever it concerns, {@code user} is concerned with in turn.
   */
  Set<UserId> concerned(UserId user, int limit);

  /** Those of {@code candidates} whom it concerns. */
  Set<UserId> concerned(UserId user, Collection<UserId> candidates);
}
