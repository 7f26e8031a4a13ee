package io.chattr.adapter.websocket.plain;

import io.chattr.adapter.websocket.engineio.Calls;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineListener;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.Peer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One client. For any thread; no call blocks. What is sent reaches the client in the order of the
 * calls, or the connection ends.
 */
public final class PlainSocket {
  private static final CloseReason BINARY = new CloseReason("binary frame", 1003);

  /** Commands that may wait to be carried out before the connection is no longer read. */
  private static final int MAX_WAITING = 64;

  private final EngineConnection engine;
  private final Calls calls;

  private PlainSocket(EngineConnection engine, Calls calls) {
    this.engine = engine;
    this.calls = calls;
  }

  static EngineListener open(
      EngineConnection engine,
      Executor handlers,
      long maxBytes,
      Function<PlainSocket, PlainListener> application) {
    var socket = new PlainSocket(engine, new Calls(engine, handlers, MAX_WAITING, maxBytes));
    return socket.hearing(application.apply(socket));
  }

  public Peer peer() {
    return engine.peer();
  }

  /** False when the socket is closed, be it by this: a client that leaves too much unread is. */
  public boolean send(List<Frame> frames) {
    return engine.send(frames);
  }

  /** Whether at most a quarter of what may wait for this client does. */
  public boolean isDrained() {
    return engine.isDrained();
  }

  /** What is sent from now on waits for {@link #release}, so that it goes out at once. */
  public void hold() {
    engine.hold();
  }

  /** Lets go out what waits. */
  public void release() {
    engine.release();
  }

  /**
   * Runs {@code action} once, on the handlers' executor, as soon as at most a quarter of what may
   * wait does, which may be now; never after the close of the connection.
   */
  public void whenDrained(Runnable action) {
    calls.whenDrained(action);
  }

  /** Closes the connection after what was sent before. */
  public void close(CloseReason reason) {
    engine.close(reason);
  }

  /** Closes the connection without what was sent before and still waits. */
  public void dismiss(CloseReason reason) {
    engine.dismiss(reason);
  }

  private EngineListener hearing(PlainListener listener) {
    calls.post(listener::onOpen, 0);
    return new EngineListener() {
      @Override
      public void onMessage(Packet.Message message) {
        switch (message) {
          case Packet.Text text -> {
            calls.post(() -> listener.onText(text.text()), text.text().length());
            calls.received();
          }
          case Packet.Binary binary -> engine.close(BINARY);
        }
      }

      @Override
      public void onClose(CloseReason reason) {
        calls.onClose();
        calls.post(() -> listener.onClose(reason), 0);
      }

      @Override
      public void onDrained() {
        calls.onDrained();
      }

      @Override
      public long deadline() {
        return listener.deadline();
      }

      @Override
      public void onTick() {
        listener.onDeadline();
      }

      @Override
      public void afterTurn() {
        calls.dispatch();
      }
    };
  }
}
