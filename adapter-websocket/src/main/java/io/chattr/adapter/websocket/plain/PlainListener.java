package io.chattr.adapter.websocket.plain;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Ticker;

/**
 * The application's end of one connection. It is called one at a time and in order, on the
 * handlers' executor, and may block; only {@link #deadline} and {@link #onDeadline} must not.
 */
public interface PlainListener {

  /** The first call. */
  void onOpen();

  /** A text frame came in. */
  void onText(String text);

  /** Exactly once; nothing comes after it. */
  void onClose(CloseReason reason);

  /** When {@link #onDeadline} is due, by the connection's timer. */
  default long deadline() {
    return Ticker.NEVER;
  }

  /** The time has come that {@link #deadline} named. */
  default void onDeadline() {}
}
