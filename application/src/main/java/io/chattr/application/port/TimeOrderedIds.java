package io.chattr.application.port;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits. Nobody can guess the next one.
 */
final class TimeOrderedIds implements IdGenerator {
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  TimeOrderedIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    long version7 = 0x7000L | (random.nextInt() & 0x0FFFL);
    long variant2 = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(clock.millis() << 16 | version7, variant2);
  }
}
