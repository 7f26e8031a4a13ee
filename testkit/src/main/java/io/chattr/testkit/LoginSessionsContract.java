package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What every {@link LoginSessions} must do. */
public interface LoginSessionsContract extends AccountStoreUnderTest {
  @Test
  default void a_session_is_found_as_it_was_added() {
    LoginSession session = begin();

    assertThat(sessions().find(session.id())).contains(session);
  }

  @Test
  default void a_session_keeps_where_it_began() {
    var client =
        new Client(
            Optional.of(InetAddress.getLoopbackAddress()),
            Optional.of("Mozilla/5.0 (\u00FC) \uD83D\uDE00"));
    LoginSession session = begin(AccountStoreUnderTest.anybody(), now -> now.from(client));
    LoginSession next = next(session, "b");
    sessions().replace(session, next);

    assertThat(sessions().find(session.id())).contains(next);
    assertThat(next.address()).contains("127.0.0.1");
    assertThat(next.userAgent()).isEqualTo(client.userAgent());
  }

  @Test
  default void the_sessions_of_one_person_are_found_the_one_used_last_first() {
    LoginSession first = begin();
    LoginSession second = another(first);
    LoginSession third = another(second);
    begin();
    LoginSession used = first.rotated("b", third.lastUsedAt().plusMillis(1), first.expiresAt());
    sessions().replace(first, used);

    assertThat(sessions().of(first.user())).containsExactly(used, third, second);
    sessions().remove(third.id());
    assertThat(sessions().of(first.user())).containsExactly(used, second);
    assertThat(sessions().of(Fresh.person("nobody"))).isEmpty();
  }

  @Test
  default void sessions_that_have_expired_are_found_until_they_are_removed() {
    Instant then = Instant.ofEpochMilli(ThreadLocalRandom.current().nextLong(1, 1_000_000));
    LoginSession expired = begin(AccountStoreUnderTest.anybody(), now -> expiring(now, then));
    LoginSession alive = begin();

    assertThat(sessions().expired(then, 1_000_000)).contains(expired.id());
    assertThat(sessions().expired(then.minusMillis(1), 1_000_000)).doesNotContain(expired.id());
    assertThat(sessions().expired(then, 1)).hasSize(1);
    assertThat(sessions().expired(Instant.now(), 1_000_000)).doesNotContain(alive.id());
    sessions().remove(expired.id());
    assertThat(sessions().expired(then, 1_000_000)).doesNotContain(expired.id());
  }

  @Test
  default void a_session_that_never_was_is_not_found() {
    assertThat(sessions().find(new SessionId(Fresh.id()))).isEmpty();
  }

  @Test
  default void a_session_is_replaced_by_its_next() {
    LoginSession session = begin();
    LoginSession next = next(session, "b");

    assertThat(sessions().replace(session, next)).isTrue();
    assertThat(sessions().find(session.id())).contains(next);
  }

  @Test
  default void a_session_that_has_changed_is_not_replaced() {
    LoginSession session = begin();
    LoginSession next = next(session, "b");
    sessions().replace(session, next);

    assertThat(sessions().replace(session, next(session, "c"))).isFalse();
    assertThat(sessions().find(session.id())).contains(next);
  }

  @Test
  default void a_session_that_has_ended_is_not_replaced() {
    LoginSession session = begin();
    sessions().remove(session.id());

    assertThat(sessions().replace(session, next(session, "b"))).isFalse();
    assertThat(sessions().find(session.id())).isEmpty();
  }

  @Test
  default void of_many_who_replace_a_session_at_once_one_does() {
    LoginSession session = begin();

    List<Boolean> replaced =
        Race.of(8, runner -> () -> sessions().replace(session, next(session, "next" + runner)));

    assertThat(replaced).containsOnlyOnce(true);
    assertThat(sessions().find(session.id()))
        .contains(next(session, "next" + replaced.indexOf(true)));
  }

  @Test
  default void ending_a_session_twice_does_no_harm() {
    LoginSession session = begin();

    sessions().remove(session.id());
    sessions().remove(session.id());

    assertThat(sessions().find(session.id())).isEmpty();
  }

  @Test
  default void one_person_has_a_session_on_each_device() {
    LoginSession phone = begin();
    var laptop =
        new LoginSession(
            new SessionId(Fresh.id()), phone.user(), "x", phone.createdAt(), phone.expiresAt());
    sessions().add(laptop);

    sessions().remove(phone.id());

    assertThat(sessions().find(laptop.id())).contains(laptop);
  }

  private LoginSessions sessions() {
    return accountStore().sessions();
  }

  private LoginSession begin() {
    return begin(AccountStoreUnderTest.anybody(), session -> session);
  }

  private LoginSession begin(Account account, UnaryOperator<LoginSession> change) {
    accountStore().accounts().add(account);
    LoginSession session =
        change.apply(
            new LoginSession(
                new SessionId(Fresh.id()),
                account.id(),
                "a",
                account.createdAt(),
                account.createdAt().plus(Duration.ofDays(60))));
    sessions().add(session);
    return session;
  }

  /** Of the same person, begun a little later. */
  private LoginSession another(LoginSession former) {
    var session =
        new LoginSession(
            new SessionId(Fresh.id()),
            former.user(),
            "a",
            former.createdAt().plusMillis(1),
            former.expiresAt());
    sessions().add(session);
    return session;
  }

  private static LoginSession expiring(LoginSession session, Instant then) {
    return session.rotated("a", session.lastUsedAt(), then);
  }

  private static LoginSession next(LoginSession session, String hash) {
    return session.rotated(
        hash, session.lastUsedAt().plusMillis(1), session.expiresAt().plusSeconds(1));
  }
}
