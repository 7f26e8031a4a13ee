package io.chattr.adapter.websocket.engineio;

import java.time.Duration;

/**
 * How a session is kept alive and kept small.
 *
 * @param maxPayload bytes of one incoming packet
 * @param maxQueuedFrames frames that may wait for a slow client before it is closed
 * @param maxQueuedBytes the same in bytes
 */
public record EngineOptions(
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    int maxQueuedFrames,
    int maxQueuedBytes) {

  /** The reference server's timings and payload; at most 2,048 frames or 4 MB wait. */
  public static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofSeconds(25), Duration.ofSeconds(20), 1_000_000, 2_048, 4_000_000);

  public EngineOptions {
    if (pingInterval.toMillis() <= 0 || pingTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "ping interval and timeout must be at least a millisecond");
    }
    if (maxPayload <= 0 || maxQueuedFrames <= 0 || maxQueuedBytes <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public EngineOptions withPings(Duration interval, Duration timeout) {
    return new EngineOptions(interval, timeout, maxPayload, maxQueuedFrames, maxQueuedBytes);
  }

  public EngineOptions withMaxPayload(int bytes) {
    return new EngineOptions(pingInterval, pingTimeout, bytes, maxQueuedFrames, maxQueuedBytes);
  }

  public EngineOptions withMaxQueued(int frames, int bytes) {
    return new EngineOptions(pingInterval, pingTimeout, maxPayload, frames, bytes);
  }
}
