package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link LoginSessions} must do. */
public interface LoginSessionsContract extends AccountStoreUnderTest {
  @Test
  default void a_session_is_found_as_it_was_added() {
    LoginSession session = begin();

    assertThat(sessions().find(session.id())).contains(session);
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
    Account account = AccountStoreUnderTest.anybody();
    accountStore().accounts().add(account);
    var session =
        new LoginSession(
            new SessionId(Fresh.id()),
            account.id(),
            "a",
            account.createdAt(),
            account.createdAt().plus(Duration.ofDays(60)));
    sessions().add(session);
    return session;
  }

  private static LoginSession next(LoginSession session, String hash) {
    return session.rotated(hash, session.expiresAt().plusSeconds(1));
  }
}
