package io.chattr.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.failure.Failure.AccountSuspended;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.Said;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ProfileValuesTest {
  private static final Account ANN =
      new Account(
          new UserId("u1"),
          new Username("ann"),
          new EmailAddress("ann@example.org"),
          "hash",
          Role.ADMIN,
          Optional.empty(),
          Optional.empty(),
          Instant.EPOCH);

  private static Client client(String address) throws UnknownHostException {
    return new Client(Optional.of(InetAddress.getByName(address)), Optional.empty());
  }

  @Test
  void a_display_name_has_1_to_64_code_points_on_one_line() {
    String smile = "\uD83D\uDE00";

    assertThat(new DisplayName(" Ann ").value()).isEqualTo("Ann");
    assertThat(new DisplayName(smile.repeat(64)).value()).hasSize(128);
    assertThat(Refusal.field(() -> new DisplayName(smile.repeat(65))))
        .isEqualTo("displayName too_long");
    assertThat(Refusal.field(() -> new DisplayName(" "))).isEqualTo("displayName required");
    assertThat(Refusal.field(() -> new DisplayName("a\nb"))).isEqualTo("displayName invalid_value");
    assertThat(Refusal.field(() -> new DisplayName("a\uD83D")))
        .isEqualTo("displayName invalid_value");
  }

  @Test
  void what_somebody_says_of_themselves_has_at_most_500_code_points() {
    assertThat(new About(" a\nb ").value()).isEqualTo("a\nb");
    assertThat(Refusal.field(() -> new About("x".repeat(501)))).isEqualTo("about too_long");
    assertThat(Refusal.field(() -> new About("\0"))).isEqualTo("about invalid_value");
  }

  @Test
  void one_caller_is_an_address_or_the_64_bits_of_a_network() throws UnknownHostException {
    assertThat(client("1.2.3.4").network()).contains("1.2.3.4");
    assertThat(client("2001:db8:1:2:3::4").network()).contains("20010db800010002/64");
    assertThat(client("2001:db8:1:2:ffff::").network())
        .isEqualTo(client("2001:db8:1:2:3::4").network());
    assertThat(client("2001:db8::1").host()).contains("2001:db8:0:0:0:0:0:1");
    assertThat(Client.unknown().network()).isEmpty();
  }

  @Test
  void what_a_client_says_of_itself_is_cut_and_cleaned() {
    String odd = "Fox\r\n\0 \uD83D\uDE00\uD83D" + "x".repeat(500);
    var client = new Client(Optional.empty(), Optional.of(odd));

    assertThat(client.userAgent().orElseThrow())
        .startsWith("Fox \uD83D\uDE00xxx")
        .satisfies(
            text ->
                assertThat(text.codePointCount(0, text.length())).isEqualTo(Client.MAX_USER_AGENT));
    assertThat(new Client(Optional.empty(), Optional.of("\n")).userAgent()).isEmpty();
  }

  @Test
  void a_suspended_account_is_of_no_use_and_no_admins() {
    Account suspended = ANN.appointed(Role.ADMIN, AccountState.SUSPENDED, 2);

    assertThat(ANN.isActiveAdmin()).isTrue();
    assertThat(suspended.isActiveAdmin()).isFalse();
    assertThat(Assertions.catchThrowableOfType(Rejected.class, suspended::requireUsable).failure())
        .isEqualTo(new AccountSuspended());
  }

  @Test
  void the_last_active_admin_stays_one() {
    for (Runnable refused :
        new Runnable[] {
          () -> ANN.appointed(Role.USER, AccountState.ACTIVE, 1),
          () -> ANN.appointed(Role.ADMIN, AccountState.SUSPENDED, 1),
        }) {
      assertThat(Assertions.catchThrowableOfType(Rejected.class, refused::run).failure())
          .isInstanceOf(Contradiction.class);
    }
    assertThat(ANN.appointed(Role.ADMIN, AccountState.ACTIVE, 1)).isEqualTo(ANN);
    assertThat(ANN.appointed(Role.USER, AccountState.ACTIVE, 2).role()).isEqualTo(Role.USER);
  }

  @Test
  void who_is_deleted_is_neither_active_nor_the_last_admin() {
    Account marked = ANN.deleting(Said.KEEP, 2);

    assertThat(marked.isActive()).isFalse();
    assertThat(marked.isActiveAdmin()).isFalse();
    assertThat(marked.state().deletion()).contains(Said.KEEP);
    assertThat(ANN.deleting(Said.DELETE, 2).state().deletion()).contains(Said.DELETE);
    assertThat(ANN.state().isDeletion()).isFalse();
    assertThat(Refusal.of(() -> ANN.deleting(Said.KEEP, 1))).isInstanceOf(Contradiction.class);
  }
}
