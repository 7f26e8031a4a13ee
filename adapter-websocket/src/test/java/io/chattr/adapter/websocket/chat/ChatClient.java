package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client that shows every frame, for one thread. It takes a frame from the network only
 * when it is asked for one: who does not ask is a slow reader.
 */
final class ChatClient implements WebSocket.Listener {
  /** Half a character can only be sent escaped. */
  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Far more than anything takes. */
  private static final long PATIENCE_SECONDS = 30;

  static final List<String> WHISPERS =
      List.of("presence:", "typing", "stop_typing", "userOnline", "userOffline");

  private static final String END = "";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder unfinished = new StringBuilder();
  private final Deque<Heard> eventsBeforeAck = new ArrayDeque<>();
  private final Deque<Heard> unread = new ArrayDeque<>();
  private final Deque<Heard> presences = new ArrayDeque<>();
  private final WebSocket socket;
  private int lastAck;
  private @Nullable String lastCursor;

  /** An event: its name, its data, and its cursor where it has one. */
  record Heard(String name, JsonNode data, @Nullable String cursor) {
    String text() {
      return data.at("/message/content").asText();
    }
  }

  private ChatClient(int port, String query) {
    socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    "ws://localhost:"
                        + port
                        + ChatSockets.PATH
                        + "/?EIO=4&transport=websocket"
                        + query),
                this)
            .join();
  }

  /** Open, and not yet connected to the namespace. */
  static ChatClient open(int port) {
    return open(port, "");
  }

  /** The same with more in the address. */
  static ChatClient open(int port, String query) {
    var client = new ChatClient(port, query);
    assertThat(client.frame()).startsWith("0{\"sid\":");
    return client;
  }

  ChatClient says(String frame) {
    socket
        .sendText(frame, true)
        // A server that has enough may close before all is sent.
        .exceptionally(closedMeanwhile -> null)
        .join();
    return this;
  }

  ChatClient connects(UserId user) {
    return connects(JSON.createObjectNode().put("token", user.value()));
  }

  ChatClient connects(JsonNode auth) {
    try {
      return says("40" + JSON.writeValueAsString(auth));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /** Comes back as the stock client does. */
  ChatClient comesBack(UserId user, @Nullable String pid, @Nullable String offset) {
    ObjectNode auth = JSON.createObjectNode();
    if (pid != null) {
      auth.put("pid", pid);
    }
    if (offset != null) {
      auth.put("offset", offset);
    }
    return connects(auth.put("token", user.value()));
  }

  /** The recovery id that it is given. */
  String isLetIn() {
    String frame = frame();
    assertThat(frame).startsWith("40{");
    JsonNode answer = json(frame.substring(2));
    SocketDocument.check(SocketDocument.CHAT, "connected", answer);
    return answer.get("pid").textValue();
  }

  /** Code of the refusal. */
  String isRefused() {
    String frame = frame();
    assertThat(frame).startsWith("44{");
    JsonNode answer = json(frame.substring(2));
    SocketDocument.check(SocketDocument.CHAT, "connect_error", answer);
    return answer.at("/data/code").textValue();
  }

  /** The next event; acknowledgements come by {@link #asks}. */
  Heard hears() {
    Heard earlier = eventsBeforeAck.poll();
    return earlier == null ? event(frame()) : earlier;
  }

  /**
   * The next unread count, which no other method shows, because it may come between any two events.
   */
  Heard hearsUnread() {
    while (unread.isEmpty()) {
      String frame = anyFrame();
      if (!isAside(frame)) {
        eventsBeforeAck.add(event(frame));
      }
    }
    return unread.remove();
  }

  /**
   * The next presence or typing, which no other method shows, because it may come between any two
   * events.
   */
  Heard hearsWhisper() {
    while (presences.isEmpty()) {
      String frame = anyFrame();
      if (!isAside(frame)) {
        eventsBeforeAck.add(event(frame));
      }
    }
    return presences.remove();
  }

  /** The next unread count that is as wanted; others are kept. */
  Heard hearsUnreadWhere(Predicate<Heard> wanted) {
    var others = new ArrayDeque<Heard>();
    Heard next = hearsUnread();
    while (!wanted.test(next)) {
      others.add(next);
      next = hearsUnread();
    }
    others.descendingIterator().forEachRemaining(unread::addFirst);
    return next;
  }

  /** Hears unread counts until this is one. */
  void hearsUnread(ConversationId conversation, long count, long lastSeq) {
    JsonNode expected =
        json(
            "{\"conversationId\":\"%s\",\"unreadCount\":%d,\"lastSeq\":%d}"
                .formatted(conversation, count, lastSeq));
    hearsUnreadWhere(next -> next.data().equals(expected));
  }

  /** The next event, which has this name. */
  Heard hears(String name) {
    Heard next = hears();
    assertThat(next.name()).isEqualTo(name);
    return next;
  }

  /** The answer to a command; {@code arguments} are JSON, comma before each. */
  JsonNode asks(String command, String... arguments) {
    int id = lastAck++;
    String name = JSON.getNodeFactory().textNode(command).toString();
    JsonNode answer = answer(id, "42" + id + "[" + name + args(arguments) + "]");
    SocketDocument.checkAnswer(command, answer);
    return answer;
  }

  /** Says {@code packet}, which asks for an acknowledgement by {@code id}. */
  JsonNode answer(int id, String packet) {
    says(packet);
    return answer(id);
  }

  /** The same for a packet that was begun and ends with {@code bytes}. */
  JsonNode answerWithBytes(int id, byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return answer(id);
  }

  private JsonNode answer(int id) {
    while (true) {
      String frame = frame();
      if (frame.startsWith("43")) {
        assertThat(frame).startsWith("43" + id + "[");
        JsonNode answer = json(frame.substring(("43" + id).length()));
        assertThat(answer).hasSize(1);
        return answer.get(0);
      }
      eventsBeforeAck.add(event(frame));
    }
  }

  ChatClient tells(String command, String... arguments) {
    return says("42[\"" + command + "\"" + args(arguments) + "]");
  }

  private static String args(String... arguments) {
    return arguments.length == 0 ? "" : "," + String.join(",", arguments);
  }

  /** The connection breaks. */
  void cut() {
    socket.abort();
  }

  void closes() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** Code and reason of the server's close, whatever comes before it. */
  String closed() {
    socket.request(Long.MAX_VALUE);
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** What is in a frame, which the document describes. */
  static Heard event(String frame) {
    assertThat(frame).startsWith("42[");
    JsonNode event = json(frame.substring(2));
    assertThat(event.get(1).isObject()).isTrue();
    assertThat(event.size()).isBetween(2, 3);
    String cursor = event.size() == 3 ? event.get(2).textValue() : null;
    var heard = new Heard(event.get(0).textValue(), event.get(1), cursor);
    SocketDocument.check(heard);
    return heard;
  }

  /** The next frame that is neither a ping nor one of those that may come at any time. */
  String frame() {
    String frame;
    do {
      frame = anyFrame();
    } while (isAside(frame));
    return frame;
  }

  private boolean isAside(String frame) {
    boolean isUnread = frame.startsWith("42[\"conversation:unread\",");
    if (!isUnread && WHISPERS.stream().noneMatch(name -> frame.startsWith("42[\"" + name))) {
      return false;
    }
    Heard heard = event(frame);
    assertThat(heard.cursor()).isNull();
    (isUnread ? unread : presences).add(heard);
    return true;
  }

  private String anyFrame() {
    try {
      while (true) {
        socket.request(1);
        String next = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).describedAs("what the server sends next").isNotNull();
        if (next.equals(END)) {
          throw new AssertionError("closed: " + closed.join());
        }
        if (!next.equals("2")) {
          return next;
        }
        says("3");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    } catch (CompletionException broken) {
      throw new AssertionError("broken off", broken);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** The texts of the next messages; other events may stand between. */
  List<String> texts(int count) {
    var texts = new ArrayList<String>();
    while (texts.size() < count) {
      Heard event = hears();
      if (event.name().equals("message:new")) {
        texts.add(event.text());
      }
    }
    return texts;
  }

  /** The texts of all messages that have come, once it is {@link #closed}. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    for (String frame = frames.remove(); !frame.equals(END); frame = frames.remove()) {
      if (frame.startsWith("42[\"message:new\"")) {
        Heard message = event(frame);
        texts.add(message.text());
        lastCursor = message.cursor();
      }
    }
    return texts;
  }

  /** Of the last of these, if there was one. */
  @Nullable String lastCursor() {
    return lastCursor;
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
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket source, Throwable error) {
    frames.add(END);
    closed.completeExceptionally(error);
  }
}
