package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.CloseReason;

/** A connected client, whatever its frames look like. For any thread; nothing blocks. */
interface Client {

  /** False when it is gone, be it by this: a client that leaves too much unread is. */
  boolean tell(Announcement event);

  /** Whether little waits for this client: a quarter of what may. */
  boolean keepsUp();

  /** What it is told waits for {@link #release}, so that it goes out at once. */
  void hold();

  /** Lets go out what waits. */
  void release();

  /** Runs {@code action} once, as soon as little waits for this client; never when it is gone. */
  void whenDrained(Runnable action);

  /** Closes the connection after what it was told before. */
  void close(CloseReason reason);

  /** Closes the connection at once: what it was told before and still waits is not sent. */
  void dismiss(CloseReason reason);
}
