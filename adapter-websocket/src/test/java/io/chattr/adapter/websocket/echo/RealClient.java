package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket, as a client that waits for what it hears. */
final class RealClient implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder unfinished = new StringBuilder();
  private volatile @Nullable WebSocket socket;
  private volatile boolean answersPings;

  private WebSocket socket() {
    WebSocket open = socket;
    assertThat(open).isNotNull();
    return open;
  }

  RealClient sends(String... frames) {
    for (String frame : frames) {
      send(socket().sendText(frame, true));
    }
    return this;
  }

  RealClient sends(byte[] bytes) {
    send(socket().sendBinary(ByteBuffer.wrap(bytes), true));
    return this;
  }

  /** A server that has enough may close before all is sent. */
  private static void send(CompletableFuture<WebSocket> sending) {
    sending.exceptionally(closedMeanwhile -> null).join();
  }

  RealClient answersPings() {
    answersPings = true;
    return this;
  }

  void close(int code) {
    socket().sendClose(code, "").join();
  }

  /** The next frame that is no ping; bytes in angle brackets. */
  String hears() {
    while (true) {
      String next = next();
      if (!next.equals("2")) {
        return next;
      }
      sends("3");
    }
  }

  boolean hearsPing() {
    return next().equals("2");
  }

  private String next() {
    try {
      String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).describedAs("what the server sends next").isNotNull();
      return next;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Code and reason. */
  String closed() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
    unfinished.append(data);
    if (last) {
      String frame = unfinished.toString();
      unfinished.setLength(0);
      if (answersPings && frame.equals("2")) {
        source.sendText("3", true);
      } else {
        heard.add(frame);
      }
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket source, ByteBuffer data, boolean last) {
    var bytes = new StringJoiner(", ", "<", ">");
    while (data.hasRemaining()) {
      bytes.add(Byte.toString(data.get()));
    }
    heard.add(bytes.toString());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket source, Throwable error) {
    closed.completeExceptionally(error);
  }
}
