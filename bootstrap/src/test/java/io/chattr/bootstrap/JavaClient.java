package io.chattr.bootstrap;

import io.socket.client.AckWithTimeout;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.json.JSONObject;

/** The official Java client, which asks for what it missed whenever it connects. */
final class JavaClient implements AutoCloseable {
  private final URI server;
  private final String token;
  private final BiConsumer<String, JSONObject> onEvent;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService inbox = Executors.newSingleThreadScheduledExecutor();
  private final Socket socket;

  // Both belong to the inbox. A cursor that is kept together with what was heard outlives the app.
  private String cursor = "";
  private boolean level;

  JavaClient(URI server, String token, BiConsumer<String, JSONObject> onEvent) {
    this.server = server;
    this.token = token;
    this.onEvent = onEvent;
    var auth = Map.of("token", token, "vocabulary", "native");
    socket = IO.socket(server, IO.Options.builder().setForceNew(true).setAuth(auth).build());
    socket.on(Socket.EVENT_CONNECT, nothing -> inbox.execute(this::catchUp));
    socket.on(Socket.EVENT_DISCONNECT, reason -> inbox.execute(() -> level = false));
    socket.onAnyIncoming(event -> inbox.execute(() -> hear(event)));
  }

  Socket socket() {
    return socket;
  }

  /**
   * What comes while something is missing is told by the log, too, and must not move the cursor.
   */
  private void hear(Object[] event) {
    if (level) {
      onEvent.accept((String) event[0], (JSONObject) event[1]);
      cursor = event.length > 2 ? (String) event[2] : cursor;
    }
  }

  private void catchUp() {
    try {
      JSONObject page;
      do {
        page = sync();
        if (cursor.isEmpty() || page.getBoolean("reset")) {
          onEvent.accept("reset", page); // Load your lists afresh.
        }
        for (Object event : page.getJSONArray("events")) {
          var missed = (JSONObject) event;
          onEvent.accept(missed.getString("type"), missed.getJSONObject("data"));
        }
        cursor = page.getString("cursor");
      } while (!page.getBoolean("complete"));
      level = true;
    } catch (IOException unreachable) {
      inbox.schedule(this::catchUp, 1, TimeUnit.SECONDS);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private JSONObject sync() throws IOException, InterruptedException {
    String query =
        cursor.isEmpty() ? "" : "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/sync" + query))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("answered " + answer.statusCode());
    }
    return new JSONObject(answer.body());
  }

  /**
   * Says it again until it is answered; with the same {@code clientMessageId} it is one message.
   */
  void send(String room, String text, String clientMessageId, Consumer<JSONObject> answered) {
    var message =
        new JSONObject()
            .put("conversationId", room)
            .put("content", text)
            .put("clientMessageId", clientMessageId);
    var acknowledgement =
        new AckWithTimeout(5_000) {
          @Override
          public void onSuccess(Object... args) {
            answered.accept((JSONObject) args[0]);
          }

          @Override
          public void onTimeout() {
            send(room, text, clientMessageId, answered);
          }
        };
    socket.emit("send_message", new Object[] {message}, acknowledgement);
  }

  @Override
  public void close() {
    socket.offAnyIncoming().off();
    socket.disconnect();
    inbox.shutdownNow();
    http.close();
  }
}
