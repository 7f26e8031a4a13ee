package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.domain.account.Letter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Admins look after accounts; nobody else does. */
class AdminTest {
  private static final String USERS = "/api/v1/admin/users";
  private static final String ME = "/api/v1/users/me";

  private final Server server = new Server();
  private final Person admin = server.admin();
  private final Person ann = server.register();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer change(Person by, Person who, String body) {
    return by.patch(USERS + "/" + who.id(), body.replace('\'', '"'));
  }

  @Test
  void an_admin_finds_accounts_page_by_page() {
    Answer page = admin.get(USERS + "?limit=1");
    Answer next = admin.get(USERS + "?limit=1&cursor=" + page.text("nextCursor"));

    assertThat(page.at("items")).hasSize(1);
    assertThat(next.at("items")).hasSize(1);
    assertThat(next.at("nextCursor").isMissingNode()).isTrue();
    Answer found = admin.get(USERS + "?q=" + ann.name());
    assertThat(found.text("items.0.email")).isEqualTo(ann.name() + "@example.org");
    assertThat(found.text("items.0.role")).isEqualTo("user");
    assertThat(found.text("items.0.suspended")).isEqualTo("false");
    assertThat(admin.get(USERS + "?q=" + "x".repeat(101)).problem()).isEqualTo("422 too_long q");
    assertThat(admin.get(USERS + "?cursor=%00").problem()).isEqualTo("422 invalid_value cursor");
  }

  @Test
  void nobody_else_may_even_look() {
    assertThat(ann.get(USERS).problem()).isEqualTo("403 not_permitted");
    assertThat(change(ann, ann, "{'role': 'admin'}").problem()).isEqualTo("403 not_permitted");
    assertThat(change(ann, admin, "{'suspended': true}").problem()).isEqualTo("403 not_permitted");
    assertThat(ann.get(ME).text("role")).isEqualTo("user");
  }

  @Test
  void who_is_made_an_admin_is_one_at_once_and_who_is_not_any_more_is_none() {
    assertThat(change(admin, ann, "{'role': 'admin'}").text("role")).isEqualTo("admin");
    assertThat(ann.get(ME).text("role")).isEqualTo("admin");
    assertThat(change(ann, admin, "{'role': 'user'}").text("role")).isEqualTo("user");
    assertThat(admin.get(USERS).problem()).isEqualTo("403 not_permitted");
  }

  @Test
  void the_last_admin_stays_one() {
    assertThat(change(admin, admin, "{'role': 'user'}").problem()).isEqualTo("409 conflict");
    assertThat(change(admin, admin, "{'suspended': true}").problem()).isEqualTo("409 conflict");
    change(admin, ann, "{'role': 'admin', 'suspended': true}");
    assertThat(change(admin, admin, "{'role': 'user'}").problem()).isEqualTo("409 conflict");
    assertThat(admin.get(USERS).status()).isEqualTo(200);
  }

  @Test
  void who_is_suspended_is_logged_out_everywhere_and_cannot_come_back() {
    Answer login = server.logIn(ann, "correct horse");

    assertThat(change(admin, ann, "{'suspended': true}").text("suspended")).isEqualTo("true");

    assertThat(ann.get(ME).problem()).isEqualTo("401 session_revoked");
    assertThat(
            server
                .stranger()
                .post(
                    "/api/v1/auth/refresh",
                    "{\"refreshToken\": \"" + login.text("refreshToken") + "\"}")
                .problem())
        .isEqualTo("401 session_revoked");
    assertThat(server.logIn(ann, "correct horse").problem()).isEqualTo("403 account_suspended");
    assertThat(server.logIn(ann, "wrong horse").problem()).isEqualTo("401 invalid_credentials");
  }

  @Test
  void digits_from_before_do_not_let_a_suspended_one_in_and_no_more_are_sent() {
    String email = "{\"email\": \"" + ann.name() + "@example.org\"";
    server.stranger().post("/api/v1/auth/email-token", email + "}");
    String code = ((Letter.LogInCode) server.letters.remove()).code();
    change(admin, ann, "{'suspended': true}");

    assertThat(
            server
                .stranger()
                .post("/api/v1/auth/email-token/verify", email + ", \"token\": \"" + code + "\"}")
                .problem())
        .isEqualTo("403 account_suspended");
    assertThat(server.stranger().post("/api/v1/auth/email-token", email + "}").status())
        .isEqualTo(202);
    assertThat(server.letters).isEmpty();
  }

  @Test
  void who_is_taken_back_logs_in_again() {
    change(admin, ann, "{'suspended': true}");
    change(admin, ann, "{'suspended': true}");

    assertThat(change(admin, ann, "{'suspended': false}").text("suspended")).isEqualTo("false");

    assertThat(server.logIn(ann, "correct horse").status()).isEqualTo(200);
    assertThat(ann.get(ME).problem()).isEqualTo("401 session_revoked");
  }

  @Test
  void who_does_not_exist_is_not_found() {
    assertThat(admin.patch(USERS + "/nobody", "{}").problem()).isEqualTo("404 not_found");
    assertThat(admin.patch(USERS + "/%00", "{}").problem()).isEqualTo("404 not_found");
    assertThat(change(admin, ann, "{}").text("id")).isEqualTo(ann.id());
  }
}
