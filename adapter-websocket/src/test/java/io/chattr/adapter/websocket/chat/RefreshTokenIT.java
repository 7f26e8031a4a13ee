package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that expire, and are refreshed, on an open connection. */
class RefreshTokenIT {
  private final UserId ann = Fresh.person("ann");

  // By a clock that stands still no token has expired before anybody is told.
  private final Instant now = Instant.now();

  // A token is a user, a log-in and for how many milliseconds it is good.
  private final ChatServer server =
      ChatServer.start(
          ChatServer.Setup.over(new MemoryStore())
              .clock(InstantSource.fixed(now))
              .authenticator(
                  token -> {
                    String[] parts = token.split(" ");
                    if (parts.length != 3) {
                      throw new Rejected(new Unauthenticated(AuthenticationProblem.TOKEN_EXPIRED));
                    }
                    return new Caller(
                        new UserId(parts[0]),
                        parts[1],
                        Optional.of(now.plusMillis(Long.parseLong(parts[2]))));
                  }));

  @AfterEach
  void stop() {
    server.close();
  }

  private static String refresh(String token) {
    return ChatClient.JSON.createObjectNode().put("token", token).toString();
  }

  private ChatClient join(String token) {
    ChatClient client =
        server.open().connects(ChatClient.JSON.createObjectNode().put("token", token));
    client.isLetIn();
    return client;
  }

  @Test
  void a_client_is_told_before_its_token_expires_and_stays_when_it_has() {
    ChatClient client = join(ann + " phone 100");

    Heard warning = client.hears("auth:expiring");
    Instant expiresAt = Instant.parse(warning.data().get("expiresAt").textValue());
    while (Instant.now().isBefore(expiresAt)) {
      Thread.onSpinWait();
    }

    assertThat(warning.cursor()).isNull();
    assertThat(client.asks("stop_typing", "{\"conversationId\":\"" + Fresh.id() + "\"}"))
        .isNotNull();
  }

  @Test
  void a_plain_client_is_told_too() {
    PlainTestClient client = PlainTestClient.open(server).shows(ann + " phone 100");
    client.hears("log:position");

    assertThat(client.hears("auth:expiring").get("data").has("expiresAt")).isTrue();
  }

  @Test
  void a_fresh_token_is_taken_and_its_own_end_is_told() {
    ChatClient client = join(ann + " phone 3600000");

    JsonNode answer = client.asks("refresh_token", refresh(ann + " phone 100"));

    assertThat(answer.get("ok").booleanValue()).isTrue();
    Heard warning = client.hears("auth:expiring");
    assertThat(warning.data()).isEqualTo(answer.get("data"));
  }

  @ParameterizedTest
  @CsvSource({
    "expired,token_expired",
    "ben phone 100000,token_invalid",
    "ANN laptop 100000,token_invalid"
  })
  void a_token_that_is_not_good_or_another_log_ins_changes_nothing(String token, String code) {
    ChatClient client = join(ann + " phone 3600000");

    JsonNode answer = client.asks("refresh_token", refresh(token.replace("ANN", ann.value())));

    assertThat(answer.at("/problem/code").textValue()).isEqualTo(code);
    assertThat(client.asks("refresh_token", refresh(ann + " phone 100000")).at("/ok").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "{},required",
    "{\"token\":null},required",
    "{\"token\":7},malformed",
    "null,malformed",
    "[],malformed"
  })
  void bad_input_is_refused(String data, String code) {
    ChatClient client = join(ann + " phone 3600000");

    assertThat(client.asks("refresh_token", data).at("/problem/code").textValue()).isEqualTo(code);
  }
}
