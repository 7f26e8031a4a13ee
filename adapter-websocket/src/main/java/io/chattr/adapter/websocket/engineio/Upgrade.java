package io.chattr.adapter.websocket.engineio;

import java.time.Duration;

/**
 * The attempt of one WebSocket to take a session over from polling (protocol v4, "Upgrade"): its
 * stages and times.
 */
final class Upgrade {

  enum Step {
    /** The client asked whether the WebSocket works. */
    ANSWER,
    /** The client has seen that it does, and has taken all that polling had for it. */
    MOVE,
    /** Nothing that a client says here. */
    FAIL
  }

  private static final long NOOP_NANOS = Duration.ofMillis(100).toNanos();

  private final WebSocketLink link;
  private final Ticker ticker;
  private final long giveUpAt;
  private boolean probed;
  private long noopAt;

  Upgrade(WebSocketLink link, Ticker ticker, Duration timeout) {
    this.link = link;
    this.ticker = ticker;
    giveUpAt = ticker.nanos() + timeout.toNanos();
  }

  WebSocketLink link() {
    return link;
  }

  Step take(String text) {
    if (text.equals("2probe")) {
      if (!probed) {
        probed = true;
        noopAt = ticker.nanos() + NOOP_NANOS;
      }
      return Step.ANSWER;
    }
    return probed && text.equals("5") ? Step.MOVE : Step.FAIL;
  }

  /**
   * Whether a poll is to be released, so that the client can pause polling. Not sooner and not more
   * often than the reference server does it: a client that never moves would poll without a pause.
   */
  boolean releasesPoll() {
    if (!probed || ticker.nanos() < noopAt) {
      return false;
    }
    noopAt = ticker.nanos() + NOOP_NANOS;
    return true;
  }

  boolean isOverdue() {
    return ticker.nanos() >= giveUpAt;
  }

  long deadline(boolean pollWaits) {
    return probed && pollWaits ? Math.min(giveUpAt, noopAt) : giveUpAt;
  }
}
