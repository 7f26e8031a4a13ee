package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Client;
import io.chattr.adapter.rest.Server.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People change what others know of them, and their password. */
class ProfileTest {
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

  private static Answer patch(Person person, String body) {
    return person.patch(ME, body.replace('\'', '"'));
  }

  @Test
  void a_name_and_a_text_are_set_and_seen_by_everybody() {
    Person ann = server.register();
    Person ben = server.register();

    Answer changed = patch(ann, "{'displayName': ' Ann \uD83D\uDE00 ', 'about': 'a\\nb'}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("displayName")).isEqualTo("Ann \uD83D\uDE00");
    assertThat(changed.text("about")).isEqualTo("a\nb");
    assertThat(changed.text("email")).isEqualTo(ann.name() + "@example.org");
    assertThat(changed.text("role")).isEqualTo("user");
    assertThat(ann.get(ME).json()).isEqualTo(changed.json());
    assertThat(ben.get("/api/v1/users/" + ann.id()).text("displayName"))
        .isEqualTo("Ann \uD83D\uDE00");
  }

  @Test
  void what_is_left_out_stays_and_what_is_null_or_blank_goes() {
    Person ann = server.register();
    patch(ann, "{'displayName': 'Ann', 'about': 'me'}");

    assertThat(patch(ann, "{}").text("displayName")).isEqualTo("Ann");
    assertThat(patch(ann, "{'about': null}").json().has("about")).isFalse();
    assertThat(ann.get(ME).json().has("about")).isFalse();
    assertThat(ann.get(ME).text("displayName")).isEqualTo("Ann");
    assertThat(patch(ann, "{'displayName': ' '}").json().has("displayName")).isFalse();
    assertThat(patch(ann, "{'displayName': ''}").json().has("displayName")).isFalse();
  }

  @Test
  void the_longest_name_and_text_fit() {
    Person ann = server.register();
    String name = "\uD83D\uDE00".repeat(64);
    String about = "\uD83D\uDE00".repeat(500);

    Answer changed = patch(ann, "{'displayName': '" + name + "', 'about': '" + about + "'}");

    assertThat(changed.text("displayName")).isEqualTo(name);
    assertThat(changed.text("about")).isEqualTo(about);
  }

  @Test
  void a_new_password_ends_all_log_ins_but_this_one() {
    Person ann = server.register();
    Client phone = server.client(server.logIn(ann, "correct horse").text("accessToken"));

    Answer changed =
        patch(ann, "{'password': 'another horse', 'currentPassword': 'correct horse'}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.response().body()).doesNotContain("horse");
    assertThat(ann.get(ME).status()).isEqualTo(200);
    assertThat(phone.get(ME).problem()).isEqualTo("401 session_revoked");
    assertThat(server.logIn(ann, "correct horse").problem()).isEqualTo("401 invalid_credentials");
    assertThat(server.logIn(ann, "another horse").status()).isEqualTo(200);
  }

  @Test
  void with_a_wrong_password_nothing_changes() {
    Person ann = server.register();

    Answer refused =
        patch(
            ann, "{'displayName': 'Ann', 'password': 'another horse', 'currentPassword': 'wrong'}");

    assertThat(refused.problem()).isEqualTo("422 invalid_value currentPassword");
    assertThat(ann.get(ME).json().has("displayName")).isFalse();
    assertThat(server.logIn(ann, "correct horse").status()).isEqualTo(200);
  }
}
