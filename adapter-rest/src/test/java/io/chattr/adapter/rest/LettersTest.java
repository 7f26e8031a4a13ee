package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.domain.account.Letter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logging in and choosing a new password with what came by e-mail. */
class LettersTest {
  private final Server server = new Server();
  private final Person ann = server.register();

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer post(String path, String body) {
    return server.stranger().post("/api/v1/auth/" + path, body.replace('\'', '"'));
  }

  private String code() {
    assertThat(post("email-token", "{'email': '" + email() + "'}").status()).isEqualTo(202);
    return ((Letter.LogInCode) server.letters.remove()).code();
  }

  private String reset() {
    assertThat(post("password-reset", "{'email': '" + email() + "'}").status()).isEqualTo(202);
    return ((Letter.PasswordReset) server.letters.remove()).token();
  }

  private Answer verify(String token) {
    return post("email-token/verify", "{'email': '" + email() + "', 'token': '" + token + "'}");
  }

  private Answer confirm(String token, String password) {
    return post(
        "password-reset/confirm", "{'token': '" + token + "', 'password': '" + password + "'}");
  }

  private String email() {
    return ann.name() + "@example.org";
  }

  @Test
  void six_digits_log_in_once() {
    String code = code();

    Answer login = verify(" " + code + " ");

    assertThat(code).matches("[0-9]{6}");
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.text("user.id")).isEqualTo(ann.id());
    assertThat(server.client(login.text("accessToken")).get("/api/v1/users/me").status())
        .isEqualTo(200);
    assertThat(verify(code).problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  void whether_there_is_an_account_is_not_told() {
    Answer known = post("email-token", "{'email': '" + email() + "'}");
    Answer unknown = post("email-token", "{'email': 'nobody@example.org'}");
    Answer knownReset = post("password-reset", "{'email': '" + email() + "'}");
    Answer unknownReset = post("password-reset", "{'email': 'nobody@example.org'}");

    for (Answer answer : new Answer[] {known, unknown, knownReset, unknownReset}) {
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.response().body()).isEmpty();
    }
    assertThat(server.letters).hasSize(2);
    Answer wrong = verify("wrong");
    Answer nobody = post("email-token/verify", "{'email': 'nobody@example.org', 'token': 'wrong'}");
    assertThat(wrong.json()).isEqualTo(nobody.json());
  }

  @Test
  void after_five_wrong_tries_the_right_digits_do_not_help() {
    String code = code();
    for (int i = 0; i < 5; i++) {
      assertThat(verify("wrong").problem()).isEqualTo("401 invalid_credentials");
    }

    assertThat(verify(code).problem()).isEqualTo("401 invalid_credentials");
    assertThat(verify(code()).status()).isEqualTo(200);
  }

  @Test
  void new_digits_take_the_place_of_those_before() {
    String former = code();
    String next = code();

    if (!former.equals(next)) {
      assertThat(verify(former).problem()).isEqualTo("401 invalid_credentials");
    }
    assertThat(verify(next).status()).isEqualTo(200);
  }

  @Test
  void a_token_from_a_letter_sets_a_new_password_once_and_ends_every_log_in() {
    String token = reset();

    assertThat(confirm(token, "another horse").status()).isEqualTo(204);

    assertThat(ann.get("/api/v1/users/me").problem()).isEqualTo("401 session_revoked");
    assertThat(server.logIn(ann, "correct horse").problem()).isEqualTo("401 invalid_credentials");
    assertThat(server.logIn(ann, "another horse").status()).isEqualTo(200);
    assertThat(confirm(token, "third horse...").problem()).isEqualTo("401 token_invalid");
    assertThat(server.logIn(ann, "another horse").status()).isEqualTo(200);
  }

  @Test
  void what_logs_in_resets_nothing_and_the_other_way_round() {
    String token = reset();
    String code = code();

    assertThat(verify(token).problem()).isEqualTo("401 invalid_credentials");
    assertThat(confirm(code, "another horse").problem()).isEqualTo("401 token_invalid");
    assertThat(confirm(token + "x", "another horse").problem()).isEqualTo("401 token_invalid");
    assertThat(confirm(token, "another horse").status()).isEqualTo(204);
  }
}
