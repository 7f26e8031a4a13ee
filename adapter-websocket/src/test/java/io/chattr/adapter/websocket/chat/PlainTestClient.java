package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.domain.identity.UserId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own WebSocket client, for one thread. It takes a frame from the network only when it is
 * asked for one: who does not ask is a slow reader.
 */
final class PlainTestClient implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;
  private static final String END = "";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final Deque<JsonNode> eventsBeforeAnswer = new ArrayDeque<>();
  private final WebSocket socket;
  private int lastId;

  /** {@code parameter} is {@code name=value}, as it stands in an address, or nothing. */
  private PlainTestClient(int port, @Nullable String token, String parameter) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    socket =
        builder
            .buildAsync(
                URI.create("ws://localhost:" + port + ChatSockets.PLAIN_PATH + "?" + parameter),
                this)
            .join();
  }

  /** Has not said who it is. */
  static PlainTestClient open(ChatServer server) {
    return new PlainTestClient(server.port(), null, "");
  }

  /** From another machine. */
  static PlainTestClient openFrom(ChatServer server, String address) {
    return new PlainTestClient(server.port(), null, "from=" + address);
  }

  static PlainTestClient open(ChatServer server, String cursor) {
    return new PlainTestClient(
        server.port(), null, "cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
  }

  static PlainTestClient withHeader(ChatServer server, String token) {
    return new PlainTestClient(server.port(), token, "");
  }

  /** Somebody who begins now. */
  static PlainTestClient join(ChatServer server, UserId user) {
    PlainTestClient client = open(server).shows(user.value());
    assertThat(client.hears("log:position").get("data")).isEmpty();
    return client;
  }

  /** Somebody who was away. */
  static PlainTestClient comeBack(ChatServer server, UserId user, String cursor) {
    return open(server, cursor).shows(user.value());
  }

  PlainTestClient shows(String token) {
    assertThat(asks("auth", data().put("token", token)).get("ok").booleanValue()).isTrue();
    return this;
  }

  static ObjectNode data() {
    return ChatClient.JSON.createObjectNode();
  }

  PlainTestClient says(String frame) {
    socket.sendText(frame, true).exceptionally(closedMeanwhile -> null).join();
    return this;
  }

  PlainTestClient says(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  JsonNode asks(String command, JsonNode data) {
    int id = ++lastId;
    JsonNode frame = data().put("id", id).put("type", command).<ObjectNode>set("data", data);
    says(frame.toString());
    JsonNode answer = answer(ChatClient.JSON.getNodeFactory().numberNode(id));
    SocketDocument.checkPlainAnswer(command, answer);
    return answer;
  }

  /** The answer to the frame with this id. */
  JsonNode answer(JsonNode id) {
    while (true) {
      JsonNode frame = frame();
      if (frame.has("replyTo")) {
        assertThat(frame.get("replyTo")).isEqualTo(id);
        return frame;
      }
      eventsBeforeAnswer.add(frame);
    }
  }

  /** The next event. */
  JsonNode hears() {
    JsonNode earlier = eventsBeforeAnswer.poll();
    JsonNode frame = earlier == null ? frame() : earlier;
    assertThat(frame.get("type").isTextual()).isTrue();
    assertThat(frame.get("data").isObject()).isTrue();
    return frame;
  }

  JsonNode hears(String type) {
    JsonNode frame = hears();
    assertThat(frame.get("type").textValue()).isEqualTo(type);
    return frame;
  }

  /** The texts of the next messages; other events may stand between. */
  List<String> texts(int count) {
    var texts = new ArrayList<String>();
    while (texts.size() < count) {
      JsonNode event = hears();
      if (event.get("type").textValue().equals("message:new")) {
        texts.add(event.at("/data/message/content").textValue());
      }
    }
    return texts;
  }

  /** The next presence or typing. */
  JsonNode hearsWhisper() {
    JsonNode frame;
    do {
      frame = anyFrame();
    } while (ChatClient.WHISPERS.stream().noneMatch(frame.path("type").asText()::startsWith));
    return frame;
  }

  /** The next frame that is none of those that may come between any two. */
  private JsonNode frame() {
    JsonNode frame;
    String type;
    do {
      frame = anyFrame();
      type = frame.path("type").asText();
    } while (type.equals("conversation:unread")
        || ChatClient.WHISPERS.stream().anyMatch(type::startsWith));
    return frame;
  }

  private JsonNode anyFrame() {
    try {
      socket.request(1);
      String next = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).describedAs("what the server sends next").isNotNull();
      if (next.equals(END)) {
        throw new AssertionError("closed: " + closed.join());
      }
      JsonNode frame = ChatClient.json(next);
      if (!frame.has("replyTo")) {
        SocketDocument.checkPlainEvent(frame);
      }
      return frame;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Code and reason of the server's close, whatever comes before it. */
  String closed() {
    socket.request(Long.MAX_VALUE);
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The connection breaks. */
  void cut() {
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
    closed.complete(code + " " + reason);
    frames.add(END);
    return null;
  }

  @Override
  public void onError(WebSocket source, Throwable error) {
    closed.completeExceptionally(error);
    frames.add(END);
  }
}
