package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.application.account.AccountAuthenticator;
import io.chattr.application.account.EndLogin;
import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.Authenticator;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, who is not, and who says nothing at all. */
class HandshakeIT {
  private static final UserId ANN = Fresh.person("ann");
  private static final byte[] SECRET =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final String UPGRADE =
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
          + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

  private static final MemoryStore STORE = new MemoryStore();
  private static final AccessTokens TOKENS = new JjwtAccessTokens(SECRET, LIFETIME);
  private static ChatServer server;

  @BeforeAll
  static void start() {
    var authenticator =
        new AccountAuthenticator(
            TOKENS, STORE.sessions(), new EndLogin(STORE.sessions()), InstantSource.system());
    server = ChatServer.start(ChatServer.Setup.over(STORE).authenticator(authenticator));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SessionId login() {
    var session =
        new LoginSession(
            new SessionId(Fresh.id()), ANN, "hash", Instant.now(), Instant.now().plus(LIFETIME));
    STORE.sessions().add(session);
    return session.id();
  }

  private static String token() {
    return TOKENS.issue(ANN, login(), Instant.now());
  }

  private static JsonNode auth(String token) {
    return ChatClient.JSON.createObjectNode().put("token", token);
  }

  private static void isRefusedAndThenLetIn(String auth, String code) {
    ChatClient client = server.open().says("40" + auth);

    assertThat(client.isRefused()).isEqualTo(code);

    client.connects(auth(token()));
    client.isLetIn();
    assertThat(client.asks("join_conversation", "{}").get("ok").booleanValue()).isFalse();
    client.cut();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"token\":null}",
        "{\"token\":\"\"}",
        "{\"token\":5}",
        "{\"token\":true}",
        "{\"token\":{}}",
        "{\"token\":[\"a\"]}"
      })
  void who_shows_no_token_is_refused_and_may_try_again(String auth) {
    isRefusedAndThenLetIn(auth, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", " ", "a.b.c", "\\u0000", "\\ud800", "e30.e30."})
  void who_shows_no_token_of_ours_is_refused_and_may_try_again(String token) {
    isRefusedAndThenLetIn("{\"token\":\"" + token + "\"}", "token_invalid");
  }

  @Test
  void a_very_long_token_is_refused() {
    isRefusedAndThenLetIn(auth("x".repeat(900_000)).toString(), "token_invalid");
  }

  @Test
  void a_forged_token_is_refused() {
    byte[] other = "another secret of thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
    String forged = new JjwtAccessTokens(other, LIFETIME).issue(ANN, login(), Instant.now());
    isRefusedAndThenLetIn(auth(forged).toString(), "token_invalid");

    String good = token();
    isRefusedAndThenLetIn(auth(good.substring(0, good.length() - 4)).toString(), "token_invalid");
    String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
    isRefusedAndThenLetIn(auth(unsigned).toString(), "token_invalid");
  }

  @Test
  void an_expired_token_is_refused() {
    String expired = TOKENS.issue(ANN, login(), Instant.now().minus(LIFETIME.multipliedBy(2)));

    isRefusedAndThenLetIn(auth(expired).toString(), "token_expired");
  }

  @Test
  void a_log_in_that_has_ended_is_refused() {
    SessionId session = login();
    String token = TOKENS.issue(ANN, session, Instant.now());
    STORE.sessions().remove(session);

    isRefusedAndThenLetIn(auth(token).toString(), "session_revoked");
  }

  @Test
  void the_token_of_who_comes_back_is_looked_at_again() {
    ChatClient before = server.open().connects(auth(token()));
    String pid = before.isLetIn();
    before.cut();

    String auth = "{\"pid\":\"" + pid + "\",\"token\":\"nonsense\"}";

    isRefusedAndThenLetIn(auth, "token_invalid");
  }

  @Test
  void
      who_comes_back_with_a_token_that_has_expired_meanwhile_is_told_so_and_goes_on_with_a_new_one() {
    ChatClient before = server.open().connects(auth(token()));
    String pid = before.isLetIn();
    before.cut();
    String expired = TOKENS.issue(ANN, login(), Instant.now().minus(LIFETIME.multipliedBy(2)));

    ChatClient back = server.open().connects(returning(pid, expired));

    assertThat(back.isRefused()).isEqualTo("token_expired");
    assertThat(back.connects(returning(pid, token())).isLetIn()).isEqualTo(pid);
    back.cut();
  }

  private static JsonNode returning(String pid, String token) {
    return ChatClient.JSON.createObjectNode().put("pid", pid).put("token", token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"token\"", "5", "[]", "null", "{"})
  void a_connect_that_the_protocol_does_not_know_closes_with_a_reason(String payload) {
    assertThat(server.open().says("40" + payload).closed()).isEqualTo("1002 parse error");
  }

  @Test
  void a_command_before_the_answer_closes_with_a_reason() {
    assertThat(server.open().tells("join_conversation", "{}").closed())
        .isEqualTo("1002 invalid state");
  }

  @Test
  void another_namespace_does_not_exist() {
    ChatClient client = server.open().says("40/admin,{}");

    assertThat(client.frame()).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
    client.connects(auth(token()));
    client.isLetIn();
    client.cut();
  }

  /** A refusal would keep the stock client away; a closed connection brings it back. */
  @Test
  void a_server_that_cannot_tell_who_it_is_closes_with_a_reason_and_takes_the_next_try() {
    var failures = new AtomicInteger();
    Authenticator ailing =
        token ->
            switch (failures.getAndIncrement()) {
              case 0 -> throw new IllegalStateException("the sessions cannot be read");
              case 1 -> throw new Rejected(new Overloaded(Duration.ofSeconds(1)));
              default -> ChatServer.BY_NAME.authenticate(token);
            };
    try (var ill = ChatServer.start(ChatServer.Setup.over(STORE).authenticator(ailing))) {
      assertThat(ill.open().connects(ANN).closed()).isEqualTo("1011 internal error");
      assertThat(ill.open().connects(ANN).closed()).isEqualTo("1013 overloaded");
      ill.join(ANN).cut();
    }
  }

  @Test
  void who_never_connects_is_closed() {
    var soon = Duration.ofMillis(100);
    try (var hasty = ChatServer.start(ChatServer.Setup.over(STORE).unauthenticated(soon))) {
      assertThat(hasty.open().closed()).isEqualTo("1002 connect timeout");
    }
  }

  @Test
  void who_is_refused_and_shows_nothing_better_is_closed() {
    var soon = Duration.ofMillis(100);
    try (var hasty = ChatServer.start(ChatServer.Setup.over(STORE).unauthenticated(soon))) {
      // On a busy machine the end may come before the refusal; UnauthenticatedTest has both.
      assertThat(hasty.open().says("40{}").closed()).isEqualTo("1002 connect timeout");
    }
  }

  @Test
  void who_stops_in_the_middle_of_a_frame_is_closed() throws Exception {
    var soon = EngineOptions.DEFAULTS.withPings(Duration.ofMillis(100), Duration.ofMillis(100));
    try (var hasty = ChatServer.start(ChatServer.Setup.over(STORE).engine(soon));
        var connection = new Socket("localhost", hasty.port())) {
      OutputStream out = connection.getOutputStream();
      out.write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
      // A text frame of 125 bytes, masked, of which two come.
      out.write(new byte[] {(byte) 0x81, (byte) 0xFD, 0, 0, 0, 0, '4', '0'});

      assertThat(isClosedByServer(connection)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 120})
  void half_a_handshake_is_closed(int bytes) throws Exception {
    var hasty = ChatServer.Setup.over(STORE).httpPatience(Duration.ofMillis(200));
    try (var impatient = ChatServer.start(hasty);
        var connection = new Socket("localhost", impatient.port())) {
      connection
          .getOutputStream()
          .write(UPGRADE.substring(0, bytes).getBytes(StandardCharsets.US_ASCII));

      assertThat(isClosedByServer(connection)).isTrue();
    }
  }

  /** Reads to the end, which comes when the server has let go. */
  private static boolean isClosedByServer(Socket connection) throws IOException {
    connection.setSoTimeout(30_000);
    try {
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere 404",
        "/socket.io/deeper 404",
        "/socket.io/ 400",
        "/socket.io/?EIO=4&transport=websocket 400",
        "/socket.io/?EIO=4&transport=websocket&sid=unknown 400"
      })
  void a_plain_request_is_answered(String pathAndStatus) throws Exception {
    String[] expected = pathAndStatus.split(" ");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + expected[0]));
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(expected[1]));
    }
  }
}
