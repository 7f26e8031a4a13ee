package io.chattr.adapter.websocket.engineio;

import java.time.Duration;

/**
 * How a session is kept alive and kept small.
 *
 * @param upgradeTimeout in which a WebSocket that is opened for a session has to take it over
 * @param maxPayload bytes of one incoming frame, or of the body of one request
 * @param maxQueuedFrames frames that may wait for a slow client before it is closed
 * @param maxQueuedBytes the same in bytes
 * @param maxPerSecond packets that a client may send in a second, and ten times as many at once
 */
public record EngineOptions(
    Duration pingInterval,
    Duration pingTimeout,
    Duration upgradeTimeout,
    int maxPayload,
    int maxQueuedFrames,
    int maxQueuedBytes,
    int maxPerSecond) {

  /**
   * The reference server's timings and payload; at most 2,048 frames or 4 MB wait. Like there, what
   * a client may send is as good as unlimited.
   */
  public static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofSeconds(25),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          1_000_000,
          2_048,
          4_000_000,
          1_000_000);

  public EngineOptions {
    if (pingInterval.toMillis() <= 0 || pingTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "ping interval and timeout must be at least a millisecond");
    }
    if (upgradeTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException("the upgrade timeout must be at least a millisecond");
    }
    if (maxPayload <= 0 || maxQueuedFrames <= 0 || maxQueuedBytes <= 0 || maxPerSecond <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public EngineOptions withPings(Duration interval, Duration timeout) {
    return new EngineOptions(
        interval,
        timeout,
        upgradeTimeout,
        maxPayload,
        maxQueuedFrames,
        maxQueuedBytes,
        maxPerSecond);
  }

  public EngineOptions withMaxPayload(int bytes) {
    return new EngineOptions(
        pingInterval,
        pingTimeout,
        upgradeTimeout,
        bytes,
        maxQueuedFrames,
        maxQueuedBytes,
        maxPerSecond);
  }

  public EngineOptions withMaxQueued(int frames, int bytes) {
    return new EngineOptions(
        pingInterval, pingTimeout, upgradeTimeout, maxPayload, frames, bytes, maxPerSecond);
  }

  public EngineOptions withMaxPerSecond(int packets) {
    return new EngineOptions(
        pingInterval,
        pingTimeout,
        upgradeTimeout,
        maxPayload,
        maxQueuedFrames,
        maxQueuedBytes,
        packets);
  }
}
