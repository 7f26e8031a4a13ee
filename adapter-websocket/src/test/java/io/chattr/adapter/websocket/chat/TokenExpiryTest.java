package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TokenExpiryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger warnings = new AtomicInteger();
  private final TokenExpiry expiry = new TokenExpiry(time, () -> NOW);

  private void warnedAfter(Duration delay, Duration left) {
    warnings.set(0);
    var unused = expiry.warn(Optional.of(NOW.plus(left)), warnings::incrementAndGet);
    time.pass(delay.minusNanos(1));
    assertThat(warnings).hasValue(0);
    time.pass(Duration.ofNanos(1));
    assertThat(warnings).hasValue(1);
  }

  @Test
  void a_minute_before_it_is_told() {
    warnedAfter(Duration.ofMinutes(14), Duration.ofMinutes(15));
    warnedAfter(Duration.ofDays(30).minusMinutes(1), Duration.ofDays(30));
  }

  @Test
  void of_a_short_life_it_is_told_halfway() {
    warnedAfter(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void of_what_never_expires_or_has_expired_nothing_is_told() {
    for (Optional<Instant> expiresAt :
        List.of(Optional.<Instant>empty(), Optional.of(NOW), Optional.of(Instant.MAX))) {
      var unused = expiry.warn(expiresAt, warnings::incrementAndGet);
    }

    assertThat(time.appointments()).isZero();
  }

  @Test
  void what_is_cancelled_is_not_told() {
    expiry.warn(Optional.of(NOW.plusSeconds(10)), warnings::incrementAndGet).cancel();

    assertThat(time.appointments()).isZero();
  }
}
