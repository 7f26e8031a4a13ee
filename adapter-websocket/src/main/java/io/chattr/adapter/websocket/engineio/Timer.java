package io.chattr.adapter.websocket.engineio;

/** Monotonic time and the means to be woken at one; a single timer serves every connection. */
public interface Timer extends Ticker {

  /**
   * Runs {@code action} once, at {@code nanos} or soon after; it must be short and must not block.
   */
  Alarm at(long nanos, Runnable action);

  /** One appointment with a {@link Timer}. */
  @FunctionalInterface
  interface Alarm {

    /** Forgets the appointment; does nothing when it has been kept already. */
    void cancel();
  }
}
