package io.chattr.adapter.websocket.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The calls into the application for one connection: one at a time, in order, on a shared executor.
 * While too many wait, the connection is not read.
 */
public final class Calls {
  private final EngineConnection engine;
  private final Mailbox mailbox;
  private final int maxWaiting;
  private final long maxBytes;
  // Touched in turns of the connection only.
  private @Nullable List<Runnable> drained;
  private volatile boolean held;

  public Calls(EngineConnection engine, Executor executor, int maxWaiting, long maxBytes) {
    this.engine = engine;
    this.mailbox = new Mailbox(executor);
    this.maxWaiting = maxWaiting;
    this.maxBytes = maxBytes;
  }

  /** Adds a call, which waits for {@link #dispatch}; {@code bytes} is what it holds on to. */
  public void post(Runnable call, int bytes) {
    mailbox.post(() -> run(call), bytes);
  }

  /** To be called after the turn in which something was posted. */
  public void dispatch() {
    mailbox.dispatch();
  }

  /** The client has sent something that became calls. In a turn of the connection. */
  public void received() {
    if (isFlooded(1)) {
      held = true;
      // Asked again, lest the last call was done before it could see that it had to resume.
      engine.hear(!isFlooded(2));
    }
  }

  private boolean isFlooded(int fraction) {
    return mailbox.holdsMoreThan(maxWaiting / fraction, maxBytes / fraction);
  }

  /** Makes a call; once enough have been made, the connection is read again. */
  private void run(Runnable call) {
    try {
      call.run();
    } finally {
      if (held && !isFlooded(2)) {
        held = false;
        engine.hear(true);
      }
    }
  }

  /**
   * Makes the call once, as soon as at most a quarter of what may wait for the client does, which
   * may be now; never after the close of the connection.
   */
  public void whenDrained(Runnable call) {
    engine.run(
        () -> {
          if (!engine.isOpen()) {
            return;
          }
          if (engine.isDrained()) {
            post(call, 0);
            return;
          }
          if (drained == null) {
            drained = new ArrayList<>(1);
          }
          drained.add(call);
        });
  }

  /** What waits for the client has become little. In a turn of the connection. */
  public void onDrained() {
    if (drained != null) {
      drained.forEach(call -> post(call, 0));
      drained = null;
    }
  }

  /** The connection is closed. In a turn of it. */
  public void onClose() {
    drained = null;
  }
}
