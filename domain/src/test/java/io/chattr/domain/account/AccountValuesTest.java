package io.chattr.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.failure.Refusal;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"ann", "A_n.n-1", "___", "12345678901234567890123456789012"})
  void a_user_name_has_3_to_32_letters_digits_and_a_few_signs(String name) {
    assertThat(new Username(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "'', required",
    "'   ', required",
    "an, invalid_value",
    "a n, invalid_value",
    "ann@, invalid_value",
    "änn, invalid_value",
    "'ann ', invalid_value",
    "123456789012345678901234567890123, too_long",
  })
  void any_other_user_name_is_refused(String name, String problem) {
    assertThat(Refusal.field(() -> new Username(name))).isEqualTo("username " + problem);
  }

  @Test
  void names_and_addresses_are_the_same_however_their_letters_are_cased() {
    assertThat(new Username("AnnI").key()).isEqualTo("anni");
    assertThat(new EmailAddress("Ann@Example.ORG").key()).isEqualTo("ann@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.c", "ann+chat@mail.example.org", " ann@example.org ", "ü@exämple.org"})
  void what_looks_like_an_address_is_one(String address) {
    assertThat(new EmailAddress(address).value()).isEqualTo(address.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann", "@b.c", "a@b", "a@b.", "a@.c", "a@b..c", "a@b@c.d", "a b@c.d", "a@b.c\0", "a\n@b.c"
      })
  void what_does_not_is_none(String address) {
    assertThat(Refusal.field(() -> new EmailAddress(address))).isEqualTo("email invalid_value");
  }

  @Test
  void an_address_has_at_most_254_characters() {
    String longest = "a@" + "b".repeat(250) + ".c";

    assertThat(new EmailAddress(longest).value()).hasSize(254);
    assertThat(Refusal.field(() -> new EmailAddress("a" + longest))).isEqualTo("email too_long");
    assertThat(Refusal.field(() -> new EmailAddress(" "))).isEqualTo("email required");
  }

  @ParameterizedTest
  @CsvSource({
    "'', required",
    "1234567, invalid_value",
    "üüü, invalid_value",
  })
  void a_short_password_is_refused(String password, String problem) {
    assertThat(Refusal.field(() -> new Password(password))).isEqualTo("password " + problem);
  }

  @Test
  void a_password_has_8_to_72_bytes_and_is_refused_rather_than_cut() {
    assertThat(new Password("12345678").value()).hasSize(8);
    assertThat(new Password("üüüü").value()).hasSize(4);
    assertThat(new Password("x".repeat(72)).value()).hasSize(72);
    assertThat(Refusal.field(() -> new Password("x".repeat(73)))).isEqualTo("password too_large");
    assertThat(Refusal.field(() -> new Password("ü".repeat(37)))).isEqualTo("password too_large");
    assertThat(Refusal.field(() -> new Password("12345678\0"))).isEqualTo("password invalid_value");
  }

  @Test
  void secrets_do_not_show_in_texts() {
    var account =
        new Account(
            new UserId("u1"),
            new Username("ann"),
            new EmailAddress("ann@example.org"),
            "the hash",
            Role.USER,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH);

    assertThat(account.toString()).doesNotContain("the hash");
    assertThat(new Password("correct horse").toString()).doesNotContain("horse");
  }

  @Test
  void a_session_ends_at_its_expiry_and_goes_on_with_a_new_hash() {
    var end = Instant.ofEpochSecond(100);
    var session =
        new LoginSession(new SessionId(new UUID(0, 1)), new UserId("u1"), "a", Instant.EPOCH, end);

    assertThat(session.isExpired(end.minusMillis(1))).isFalse();
    assertThat(session.isExpired(end)).isTrue();
    Instant used = end.minusSeconds(1);
    LoginSession next = session.rotated("b", used, end.plusSeconds(9));
    assertThat(next.refreshHash()).isEqualTo("b");
    assertThat(next.lastUsedAt()).isEqualTo(used);
    assertThat(next.expiresAt()).isEqualTo(end.plusSeconds(9));
    assertThat(next.createdAt()).isEqualTo(session.createdAt());
  }
}
