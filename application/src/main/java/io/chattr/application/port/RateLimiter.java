package io.chattr.application.port;

import io.chattr.domain.identity.UserId;

/** Keeps anybody from doing too much of one thing. */
@FunctionalInterface
public interface RateLimiter {

  /**
   * Counts that {@code who} does it once more.
   *
   * @param who an account, an address: of whatever kind the limit is
   * @throws io.chattr.domain.failure.Rejected {@code RateLimited} when it is too often; then it
   *     does not count
   */
  void acquire(Limit limit, String who);

  default void acquire(Limit limit, UserId user) {
    acquire(limit, user.value());
  }

  static RateLimiter unlimited() {
    return (limit, who) -> {};
  }
}
