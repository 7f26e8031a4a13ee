package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Transport;
import io.chattr.adapter.websocket.engineio.WebSocketLink;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.undertow.util.ImmediatePooledByteBuffer;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSinkFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * A WebSocket that carries an Engine.IO link.
 *
 * <p>All of it happens on the channel's I/O thread; only {@link #wake} is for others.
 */
final class UndertowWebSocket extends AbstractReceiveListener
    implements Transport, WebSocketCallback<Void> {

  /** For the client to read the close frame and to answer it. */
  private static final long LINGER_SECONDS = 5;

  /** Frames, and bytes, that go out in one write at most. */
  private static final int MOST_FRAMES = 32;

  private static final int MOST_BYTES = 64 * 1024;

  private final WebSocketLink link;
  private final WebSocketChannel channel;
  private final int maxPayload;
  private final boolean hangsUp;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private boolean turning;
  private boolean writing;
  private boolean ended;
  private XnioExecutor.@Nullable Key linger;

  private UndertowWebSocket(
      WebSocketLink link, WebSocketChannel channel, int maxPayload, boolean hangsUp) {
    this.link = link;
    this.channel = channel;
    this.maxPayload = maxPayload;
    this.hangsUp = hangsUp;
  }

  static UndertowWebSocket start(WebSocketLink link, WebSocketChannel channel, int maxPayload) {
    return start(link, channel, maxPayload, false);
  }

  /** {@code hangsUp} is for a client that does not understand a close frame. */
  static UndertowWebSocket start(
      WebSocketLink link, WebSocketChannel channel, int maxPayload, boolean hangsUp) {
    var socket = new UndertowWebSocket(link, channel, maxPayload, hangsUp);
    channel.getReceiveSetter().set(socket);
    channel.addCloseTask(closed -> socket.gone());
    channel.resumeReceives();
    return socket;
  }

  @Override
  public void wake() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        channel.getIoThread().execute(this::turn);
      } catch (RejectedExecutionException stopped) {
        // The HTTP server has ended, and this socket with it.
        IoUtils.safeClose(channel);
      }
    }
  }

  private void turn() {
    scheduled.set(false);
    if (turning || ended) {
      return;
    }
    turning = true;
    try {
      if (link.isHearing()) {
        channel.resumeReceives();
      } else {
        channel.suspendReceives();
      }
      write();
      link.over().ifPresent(this::end);
    } finally {
      turning = false;
    }
  }

  private void write() {
    while (!writing) {
      Frame frame = link.next();
      if (frame == null) {
        return;
      }
      writing = true;
      try {
        send(queueAllButLast(frame));
      } catch (IOException broken) {
        onError(channel, null, broken);
      }
    }
  }

  /** Of what waits, up to a bound, all but the last is queued: it goes out in one write with it. */
  private Frame queueAllButLast(Frame first) throws IOException {
    Frame last = first;
    int bytes = first.size();
    channel.setRequireExplicitFlush(true);
    try {
      for (int count = 1; count < MOST_FRAMES && bytes < MOST_BYTES; count++) {
        Frame next = link.next();
        if (next == null) {
          break;
        }
        queue(last);
        last = next;
        bytes += next.size();
      }
    } finally {
      channel.setRequireExplicitFlush(false);
    }
    return last;
  }

  private void queue(Frame frame) throws IOException {
    StreamSinkFrameChannel sink = channel.send(type(frame));
    if (!sink.send(new ImmediatePooledByteBuffer(frame.payload()))) {
      throw new IOException("a fresh frame took nothing");
    }
    sink.shutdownWrites();
    sink.flush();
  }

  /** With all that was queued before. */
  private void send(Frame frame) {
    switch (type(frame)) {
      case PING -> WebSockets.sendPing(frame.payload(), channel, this);
      case BINARY -> WebSockets.sendBinary(frame.payload(), channel, this);
      default -> WebSockets.sendText(frame.payload(), channel, this);
    }
  }

  private static WebSocketFrameType type(Frame frame) {
    if (frame.isPing()) {
      return WebSocketFrameType.PING;
    }
    return frame.isBinary() ? WebSocketFrameType.BINARY : WebSocketFrameType.TEXT;
  }

  /** A frame has been written, perhaps before the call that wrote it returned. */
  @Override
  public void complete(WebSocketChannel written, Void context) {
    writing = false;
    if (ended && hangsUp) {
      IoUtils.safeClose(channel);
    } else if (!turning) {
      turn();
    }
  }

  /** A frame could not be written. */
  @Override
  public void onError(WebSocketChannel broken, Void context, Throwable error) {
    link.lost(CloseReason.TRANSPORT_ERROR);
    IoUtils.safeClose(channel);
  }

  private void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    try {
      linger =
          channel
              .getIoThread()
              .executeAfter(() -> IoUtils.safeClose(channel), LINGER_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException stopped) {
      // The HTTP server ends, which closes the channel too.
    }
    // Behind a frame that the client has not taken yet, if there is one.
    if (hangsUp && !writing) {
      IoUtils.safeClose(channel);
    } else if (!hangsUp && !channel.isCloseFrameSent()) {
      WebSockets.sendClose(reason.code(), reason.text(), channel, null);
      channel.resumeReceives();
    }
  }

  private void gone() {
    ended = true;
    if (linger != null) {
      linger.remove();
    }
    link.lost(CloseReason.TRANSPORT_CLOSE);
  }

  @Override
  protected long getMaxTextBufferSize() {
    return maxPayload;
  }

  @Override
  protected long getMaxBinaryBufferSize() {
    return maxPayload;
  }

  @Override
  protected void onFullTextMessage(WebSocketChannel source, BufferedTextMessage message) {
    link.receive(message.getData());
  }

  @Override
  protected void onFullBinaryMessage(WebSocketChannel source, BufferedBinaryMessage message) {
    try (var data = message.getData()) {
      ByteBuffer merged = WebSockets.mergeBuffers(data.getResource());
      byte[] bytes = new byte[merged.remaining()];
      merged.get(bytes);
      link.receive(bytes);
    }
  }

  @Override
  protected void onFullPongMessage(WebSocketChannel source, BufferedBinaryMessage message) {
    message.getData().free();
    link.receivePong();
  }

  @Override
  protected void onFullCloseMessage(WebSocketChannel source, BufferedBinaryMessage message)
      throws IOException {
    boolean answered = channel.isCloseFrameSent();
    super.onFullCloseMessage(source, message);
    if (answered) {
      IoUtils.safeClose(channel);
    } else {
      // It may keep the connection for long yet, but it hears nothing more.
      link.lost(CloseReason.TRANSPORT_CLOSE);
    }
  }

  @Override
  protected void onError(WebSocketChannel source, Throwable error) {
    boolean tooLarge = channel.getCloseCode() == CloseMessage.MSG_TOO_BIG;
    link.lost(tooLarge ? CloseReason.TOO_LARGE : CloseReason.TRANSPORT_ERROR);
    if (channel.isCloseFrameSent()) {
      // Closing with input unread would reset the connection and take the close frame with it.
      channel.suspendReceives();
    } else {
      IoUtils.safeClose(channel);
    }
  }
}
