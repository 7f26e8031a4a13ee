package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody goes for good; others see what stays. */
class FarewellTest {
  private static final String BASE = "/api/v1";
  private static final String ME = BASE + "/users/me";

  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Server server = new Server(api -> api, built -> built.erasing(later::add));
  private final Person ann = server.register();
  private final Person ben = server.register();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer leave(Person who, String password, String messages) {
    return who.delete(
        ME, "{\"password\": \"" + password + "\", \"messages\": \"" + messages + "\"}");
  }

  private void later() {
    for (Runnable work = later.poll(); work != null; work = later.poll()) {
      work.run();
    }
  }

  private static String post(Person who, String path, String body) {
    return who.post(BASE + path, body.replace('\'', '"')).text("id");
  }

  private String crew() {
    return post(
        ben,
        "/conversations",
        "{'type': 'group', 'title': 'Crew', 'memberIds': ['" + ann.id() + "']}");
  }

  private void befriend() {
    post(ann, "/friend-requests", "{'userId': '" + ben.id() + "'}");
    post(ben, "/friend-requests", "{'userId': '" + ann.id() + "'}");
  }

  @Test
  void who_has_gone_is_not_let_in_and_not_found_at_once() {
    Answer login = server.logIn(ann, "correct horse");

    assertThat(leave(ann, "correct horse", "keep").status()).isEqualTo(204);

    assertThat(ann.get(ME).problem()).isEqualTo("401 session_revoked");
    assertThat(server.client(login.text("accessToken")).get(ME).problem())
        .isEqualTo("401 session_revoked");
    assertThat(
            server
                .stranger()
                .post(
                    BASE + "/auth/refresh",
                    "{\"refreshToken\": \"" + login.text("refreshToken") + "\"}")
                .problem())
        .isEqualTo("401 session_revoked");
    assertThat(server.logIn(ann, "correct horse").problem()).isEqualTo("401 invalid_credentials");
    assertThat(ben.get(BASE + "/users/" + ann.id()).problem()).isEqualTo("404 not_found");
    assertThat(ben.get(BASE + "/users?q=" + ann.name()).at("items")).isEmpty();
    assertThat(ben.post(BASE + "/friend-requests", "{\"userId\": \"" + ann.id() + "\"}").problem())
        .isEqualTo("404 not_found");
    assertThat(server.admin().get(BASE + "/admin/users?q=" + ann.name()).at("items")).isEmpty();
  }

  @Test
  void others_hear_of_it_and_see_what_was_to_stay() {
    for (String messages : List.of("keep", "delete")) {
      Person dan = server.register();
      String direct =
          post(dan, "/conversations", "{'type': 'direct', 'userId': '" + ben.id() + "'}");
      String message = post(dan, "/conversations/" + direct + "/messages", "{'content': 'hello'}");
      String cursor = ben.get(BASE + "/sync").text("cursor");
      leave(dan, "correct horse", messages);

      later();

      JsonNode events = ben.get(BASE + "/sync?cursor=" + cursor).at("events");
      assertThat(events)
          .filteredOn(event -> event.get("type").asText().equals("user:deleted"))
          .extracting(event -> event.at("/data/userId").asText())
          .contains(dan.id());
      Answer kept = ben.get(BASE + "/messages/" + message);
      assertThat(kept.text("kind")).isEqualTo(messages.equals("keep") ? "text" : "deleted");
      assertThat(kept.json().has("content")).isEqualTo(messages.equals("keep"));
      assertThat(kept.text("senderId")).isEqualTo(dan.id());
    }
  }

  @Test
  void friendships_requests_and_memberships_end() {
    befriend();
    String crew = crew();
    Person cat = server.register();
    post(cat, "/friend-requests", "{'userId': '" + ann.id() + "'}");
    leave(ann, "correct horse", "keep");

    later();

    assertThat(ben.get(BASE + "/friends").at("items")).isEmpty();
    assertThat(cat.get(BASE + "/friend-requests?direction=outgoing").at("items")).isEmpty();
    var members = new ArrayList<String>();
    ben.get(BASE + "/conversations/" + crew)
        .at("members")
        .forEach(member -> members.add(member.get("userId").asText()));
    assertThat(members).containsExactly(ben.id());
  }

  @Test
  void the_names_are_free_when_all_is_done() {
    String again =
        "{\"username\": \"%s\", \"email\": \"%s@example.org\", \"password\": \"correct horse\"}"
            .formatted(ann.name(), ann.name());
    leave(ann, "correct horse", "delete");
    assertThat(server.stranger().post(BASE + "/auth/register", again).problem())
        .isEqualTo("409 already_exists");

    later();

    Answer registered = server.stranger().post(BASE + "/auth/register", again);
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.text("user.id")).isNotEqualTo(ann.id());
  }

  @Test
  void the_last_admin_is_told_why_they_cannot_go() {
    Person admin = server.admin();

    Answer refused = leave(admin, "correct horse", "keep");

    assertThat(refused.problem()).isEqualTo("409 conflict");
    assertThat(refused.text("detail")).contains("last admin");
    assertThat(admin.get(ME).status()).isEqualTo(200);
    server.admin();
    assertThat(leave(admin, "correct horse", "keep").status()).isEqualTo(204);
  }

  @Test
  void going_twice_is_too_late() {
    leave(ann, "correct horse", "keep");

    assertThat(leave(ann, "correct horse", "delete").problem()).isEqualTo("401 session_revoked");
    assertThat(later).hasSize(1);
  }

  @Test
  void a_new_name_is_told_to_friends_and_settings_to_ones_own_devices() {
    befriend();
    String bens = ben.get(BASE + "/sync").text("cursor");
    String anns = ann.get(BASE + "/sync").text("cursor");

    Answer changed = ann.patch(ME, "{\"displayName\": \"Ann\", \"readReceipts\": false}");

    assertThat(changed.text("displayName")).isEqualTo("Ann");
    assertThat(changed.at("settings.readReceipts").asBoolean(true)).isFalse();
    assertThat(ann.get(ME).json()).isEqualTo(changed.json());
    JsonNode event = ben.get(BASE + "/sync?cursor=" + bens).at("events.0");
    assertThat(event.get("type").asText()).isEqualTo("user:updated");
    assertThat(event.at("/data/user/displayName").asText()).isEqualTo("Ann");
    assertThat(event.at("/data/user").has("email")).isFalse();
    assertThat(ann.get(BASE + "/sync?cursor=" + anns).at("events"))
        .extracting(one -> one.get("type").asText())
        .contains("user:updated", "user:settings");
    assertThat(ann.patch(ME, "{}").json()).isEqualTo(changed.json());
  }
}
