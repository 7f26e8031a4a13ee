package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Says in time that a token will expire. */
final class TokenExpiry {
  /** So long before, or halfway where there is less. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  /** What a timer can be asked for; nobody's token is refreshed on a connection that old. */
  private static final Duration FAR_AWAY = Duration.ofDays(10_000);

  private final Timer timer;
  private final InstantSource clock;

  TokenExpiry(Timer timer, InstantSource clock) {
    this.timer = timer;
    this.clock = clock;
  }

  /** Runs {@code warning}, which must not block, before {@code expiresAt}, unless that is over. */
  Timer.Alarm warn(Optional<Instant> expiresAt, Runnable warning) {
    return expiresAt
        .map(at -> Duration.between(clock.instant(), at))
        .filter(left -> left.isPositive() && left.compareTo(FAR_AWAY) < 0)
        .map(TokenExpiry::delay)
        .map(delay -> timer.at(timer.nanos() + delay.toNanos(), warning))
        .orElse(() -> {});
  }

  private static Duration delay(Duration left) {
    Duration half = left.dividedBy(2);
    return left.minus(half.compareTo(LEAD) < 0 ? half : LEAD);
  }
}
