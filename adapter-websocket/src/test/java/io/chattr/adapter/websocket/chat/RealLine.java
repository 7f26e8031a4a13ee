package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A line over the network: takes from it only what it is asked for, and waits for little. */
final class RealLine implements Line, WebSocket.Listener {
  private static final long MOMENT_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String END = "";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI polling;
  private final Queue<String> read = new ArrayDeque<>();
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder unfinished = new StringBuilder();
  private @Nullable CompletableFuture<HttpResponse<String>> poll;
  private @Nullable WebSocket socket;
  private boolean asked;
  private boolean moved;
  private boolean over;

  private RealLine(URI polling) {
    this.polling = polling;
  }

  static RealLine open(int port, Traveller.Way way, @Nullable String cursor) {
    String host = "localhost:" + port;
    String query =
        cursor == null ? "" : "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    String engine = host + ChatSockets.PATH + "/?EIO=4&transport=";
    return switch (way) {
      case PLAIN -> direct("ws://" + host + ChatSockets.PLAIN_PATH + query);
      case WEBSOCKET -> {
        RealLine line = direct("ws://" + engine + "websocket");
        line.awaits("0");
        yield line;
      }
      case POLLING -> {
        String address = "http://" + engine + "polling";
        String handshake = get(URI.create(address)).join().body();
        assertThat(handshake).startsWith("0{\"sid\":");
        String sid = ChatClient.json(handshake.substring(1)).get("sid").textValue();
        yield new RealLine(URI.create(address + "&sid=" + sid));
      }
    };
  }

  private static RealLine direct(String address) {
    var line = new RealLine(URI.create(address));
    line.connect(address);
    return line;
  }

  private void connect(String address) {
    socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
  }

  private static CompletableFuture<HttpResponse<String>> get(URI address) {
    return HTTP.sendAsync(
        HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private boolean polls() {
    return polling.getScheme().equals("http") && !moved;
  }

  @Override
  public void says(String packet) {
    if (!polls()) {
      say(packet);
      return;
    }
    HttpResponse<String> answer =
        HTTP.sendAsync(
                HttpRequest.newBuilder(polling).POST(BodyPublishers.ofString(packet)).build(),
                BodyHandlers.ofString())
            .join();
    over |= answer.statusCode() != 200;
  }

  private void say(String frame) {
    if (socket != null) {
      socket.sendText(frame, true).exceptionally(closedMeanwhile -> null).join();
    }
  }

  @Override
  public Optional<String> reads() {
    if (read.isEmpty() && !over) {
      if (polls()) {
        poll(MOMENT_MILLIS);
      } else {
        hear(frame(MOMENT_MILLIS));
      }
    }
    return Optional.ofNullable(read.poll());
  }

  private void poll(long millis) {
    CompletableFuture<HttpResponse<String>> pending = poll == null ? get(polling) : poll;
    poll = pending;
    try {
      HttpResponse<String> answer = pending.get(millis, TimeUnit.MILLISECONDS);
      poll = null;
      over |= answer.statusCode() != 200;
      if (!over) {
        for (String packet : answer.body().split("\u001e")) {
          hear(packet);
        }
      }
    } catch (TimeoutException notYet) {
      // It goes on waiting.
    } catch (InterruptedException | ExecutionException broken) {
      throw new AssertionError(broken);
    }
  }

  private void hear(@Nullable String packet) {
    if (packet == null || packet.equals("6")) {
      return;
    }
    switch (packet) {
      case "1", END -> over = true;
      case "2" -> says("3");
      default -> read.add(packet);
    }
  }

  /** The next frame, or null when none comes in this time. */
  private @Nullable String frame(long millis) {
    try {
      if (!asked && socket != null) {
        asked = true;
        socket.request(1);
      }
      String next = frames.poll(millis, TimeUnit.MILLISECONDS);
      asked &= next == null;
      return next;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void awaits(String prefix) {
    assertThat(frame(PATIENCE.toMillis())).isNotNull().startsWith(prefix);
  }

  @Override
  public void upgrades() {
    if (!polls() || over) {
      return;
    }
    connect(polling.toString().replace("http:", "ws:").replace("=polling", "=websocket"));
    say("2probe");
    if (!"3probe".equals(frame(PATIENCE.toMillis()))) {
      // The session ended before.
      over = true;
      return;
    }
    while (poll != null && !over) {
      poll(PATIENCE.toMillis());
    }
    if (!over) {
      moved = true;
      say("5");
    }
  }

  @Override
  public boolean hasMoved() {
    return moved;
  }

  @Override
  public boolean isOver() {
    return over && read.isEmpty();
  }

  @Override
  public void breaks(boolean noticed) {
    if (poll != null) {
      poll.cancel(true);
    }
    if (socket == null) {
      return;
    }
    if (noticed) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null).join();
    }
    socket.abort();
  }

  @Override
  public void onOpen(WebSocket opened) {
    // Nothing is taken yet.
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
    unfinished.append(data);
    if (last) {
      frames.add(unfinished.toString());
      unfinished.setLength(0);
    } else {
      source.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
    frames.add(END);
    return null;
  }

  @Override
  public void onError(WebSocket source, Throwable error) {
    frames.add(END);
  }
}
