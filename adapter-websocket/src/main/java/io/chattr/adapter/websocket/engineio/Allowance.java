package io.chattr.adapter.websocket.engineio;

/** How much a client may say: so much in each second, and what it saved up. */
final class Allowance {
  /** A hundredth of a second, in nanoseconds. */
  private static final long MOMENT = 10_000_000L;

  /** Seconds of silence that can be saved up. */
  private static final int SAVED_SECONDS = 10;

  private final Ticker ticker;
  private final int perSecond;
  private long hundredths;
  private long countedAt;

  Allowance(Ticker ticker, int perSecond) {
    this.ticker = ticker;
    this.perSecond = perSecond;
    hundredths = most();
    countedAt = ticker.nanos();
  }

  private long most() {
    return 100L * perSecond * SAVED_SECONDS;
  }

  /** One more; false when that is too much. */
  boolean take() {
    long moments = (ticker.nanos() - countedAt) / MOMENT;
    countedAt += moments * MOMENT;
    // A long silence is not more than all that can be saved, and the product stays a long.
    long earned = Math.min(moments, SAVED_SECONDS * 100) * perSecond;
    hundredths = Math.min(most(), hundredths + earned);
    if (hundredths < 100) {
      return false;
    }
    hundredths -= 100;
    return true;
  }
}
