package io.chattr.adapter.websocket.engineio;

/** Monotonic time. */
@FunctionalInterface
public interface Ticker {

  /** A time that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** Nanoseconds since an origin of the ticker's own; never negative, never backwards. */
  long nanos();
}
