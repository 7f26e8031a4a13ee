package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.SESSION_REVOKED;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A device carries its log-in on with its refresh token, which is good once: using it again ends
 * the log-in.
 */
public final class RefreshLogin {
  private final Accounts accounts;
  private final LoginSessions sessions;
  private final Logins logins;
  private final EndLogin endLogin;

  @Inject
  public RefreshLogin(Accounts accounts, LoginSessions sessions, Logins logins, EndLogin endLogin) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.logins = logins;
    this.endLogin = endLogin;
  }

  public LoggedIn handle(String refreshToken) {
    RefreshToken token = RefreshToken.parse(refreshToken);
    LoginSession session = sessions.find(token.session()).orElseThrow(RefreshLogin::revoked);
    List<Account> account = accounts.find(List.of(session.user()));
    if (session.isExpired(logins.now())
        || account.stream().allMatch(Account::isSuspended)
        || !isPresent(token, session)) {
      // An old token in use means that somebody else has had it: nobody may go on with this log-in.
      endLogin.handle(session.id());
      throw revoked();
    }
    return logins
        .carryOn(session, account.get(0))
        .orElseThrow(
            () -> {
              endLogin.handle(session.id());
              return revoked();
            });
  }

  private static boolean isPresent(RefreshToken token, LoginSession session) {
    return MessageDigest.isEqual(
        token.hash().getBytes(StandardCharsets.US_ASCII),
        session.refreshHash().getBytes(StandardCharsets.US_ASCII));
  }

  private static Rejected revoked() {
    return new Rejected(new Unauthenticated(SESSION_REVOKED));
  }
}
