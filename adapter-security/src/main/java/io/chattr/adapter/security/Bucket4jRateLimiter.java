package io.chattr.adapter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chattr.application.port.Limit;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Rejected;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Limits by token buckets in the memory of this node, at most {@value #MOST} for each limit; beyond
 * it those go that were not asked for longest.
 */
public final class Bucket4jRateLimiter implements RateLimiter {
  static final int MOST = 50_000;

  /** By then every bucket is full again, and forgetting it changes nothing. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final Map<Limit, Cache<String, Bucket>> buckets = new EnumMap<>(Limit.class);
  private final TimeMeter time;

  public Bucket4jRateLimiter(InstantSource clock) {
    this.time = new Meter(clock);
    for (Limit limit : Limit.values()) {
      buckets.put(
          limit,
          Caffeine.newBuilder()
              .maximumSize(MOST)
              .expireAfterAccess(IDLE)
              .executor(Runnable::run)
              .build());
    }
  }

  @Override
  public void acquire(Limit limit, String who) {
    Cache<String, Bucket> known = Objects.requireNonNull(buckets.get(limit));
    Bucket bucket = known.get(who, key -> full(limit));
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Rejected(new RateLimited(wholeSeconds(probe.getNanosToWaitForRefill())));
    }
  }

  private Bucket full(Limit limit) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(all -> all.capacity(limit.burst()).refillGreedy(limit.tokens(), limit.period()))
        .build();
  }

  /** Rounded up: who comes back then is let through. */
  private static Duration wholeSeconds(long nanos) {
    return Duration.ofNanos(nanos).plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
  }

  private record Meter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
