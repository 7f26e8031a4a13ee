package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Client;
import io.chattr.adapter.rest.Server.Person;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People see where they are logged in, and end it. */
class SessionsTest {
  private static final String SESSIONS = "/api/v1/auth/sessions";
  private static final String ME = "/api/v1/users/me";

  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer refresh(Answer login) {
    return server
        .stranger()
        .post("/api/v1/auth/refresh", "{\"refreshToken\": \"" + login.text("refreshToken") + "\"}");
  }

  @Test
  void who_logs_out_is_known_no_more_by_any_token_of_that_log_in() {
    Person ann = server.register();
    Answer login = server.logIn(ann, "correct horse");
    Client phone = server.client(login.text("accessToken"));

    Answer out = phone.post("/api/v1/auth/logout", "");

    assertThat(out.status()).isEqualTo(204);
    assertThat(out.response().body()).isEmpty();
    assertThat(phone.get(ME).problem()).isEqualTo("401 session_revoked");
    assertThat(phone.post("/api/v1/auth/logout", "").problem()).isEqualTo("401 session_revoked");
    assertThat(refresh(login).problem()).isEqualTo("401 session_revoked");
    assertThat(ann.get(ME).status()).isEqualTo(200);
  }

  @Test
  void everybody_sees_their_own_log_ins_and_which_of_them_is_this_one() {
    Person ann = server.register();
    server.register();
    String token = server.logIn(ann, "correct horse").text("accessToken");
    Client phone = server.client(token);

    Answer sessions = phone.get(SESSIONS);

    assertThat(sessions.status()).isEqualTo(200);
    assertThat(sessions.at("items")).hasSize(2);
    assertThat(sessions.at("nextCursor").isMissingNode()).isTrue();
    assertThat(sessions.at("items"))
        .filteredOn(session -> session.get("current").asBoolean())
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.get("address").asText()).isEqualTo("127.0.0.1");
              assertThat(session.get("userAgent").asText()).startsWith("Java-http-client");
              assertThat(session.get("lastUsedAt")).isEqualTo(session.get("createdAt"));
            });
  }

  @Test
  void a_log_in_is_ended_from_elsewhere_by_its_owner_alone() {
    Person ann = server.register();
    Person ben = server.register();
    Client phone = server.client(server.logIn(ann, "correct horse").text("accessToken"));
    String id = phone.get(SESSIONS).text("items.0.id");

    assertThat(ben.delete(SESSIONS + "/" + id).problem()).isEqualTo("404 not_found");
    assertThat(phone.get(ME).status()).isEqualTo(200);
    assertThat(ann.delete(SESSIONS + "/" + id).status()).isEqualTo(204);
    assertThat(ann.delete(SESSIONS + "/" + id).problem()).isEqualTo("404 not_found");
    assertThat(phone.get(ME).problem()).isEqualTo("401 session_revoked");
    assertThat(ann.get(SESSIONS).at("items")).hasSize(1);
  }

  @Test
  void one_may_end_the_log_in_that_one_is_in() {
    Person ann = server.register();

    assertThat(ann.delete(SESSIONS + "/" + ann.get(SESSIONS).text("items.0.id")).status())
        .isEqualTo(204);

    assertThat(ann.get(ME).problem()).isEqualTo("401 session_revoked");
  }

  @Test
  void without_proxies_of_ours_what_clients_say_of_their_address_is_not_believed() {
    assertThat(addressBehind(0, "1.2.3.4")).isEqualTo("127.0.0.1");
  }

  @Test
  void behind_proxies_the_address_is_what_the_outermost_has_seen() {
    assertThat(addressBehind(1, "1.2.3.4")).isEqualTo("1.2.3.4");
    assertThat(addressBehind(1, "9.9.9.9, 1.2.3.4")).isEqualTo("1.2.3.4");
    assertThat(addressBehind(2, "9.9.9.9, 1.2.3.4:99, 10.0.0.1")).isEqualTo("1.2.3.4");
    assertThat(addressBehind(1, "[2001:db8::1]:443")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(addressBehind(3, "9.9.9.9, 1.2.3.4")).isEqualTo("127.0.0.1");
    assertThat(addressBehind(1, "localhost")).isEqualTo("127.0.0.1");
    assertThat(addressBehind(1, "abc.de")).isEqualTo("127.0.0.1");
    assertThat(addressBehind(1, "1.2.3.4, ")).isEqualTo("127.0.0.1");
  }

  private static String addressBehind(int proxies, String forwarded) {
    try (var behind = new Server(api -> api.trustedProxies(proxies))) {
      Person ann = behind.register();
      String login = "{\"login\": \"" + ann.name() + "\", \"password\": \"correct horse\"}";
      Client stranger = behind.stranger();
      Answer answer =
          stranger.send(
              stranger
                  .request("/api/v1/auth/login")
                  .header("Content-Type", "application/json")
                  .header("X-Forwarded-For", forwarded)
                  .POST(BodyPublishers.ofString(login)));
      return current(behind.client(answer.text("accessToken")).get(SESSIONS));
    }
  }

  private static String current(Answer sessions) {
    for (var session : sessions.at("items")) {
      if (session.get("current").asBoolean()) {
        return session.get("address").asText();
      }
    }
    throw new AssertionError(sessions.json());
  }
}
