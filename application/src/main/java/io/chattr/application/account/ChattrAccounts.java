package io.chattr.application.account;

import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.LoginSessions;
import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.Account;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.time.InstantSource;
import java.util.List;

/**
 * Accounts of Chattr's own, beside a {@link io.chattr.application.Chattr} that knows them as its
 * directory.
 */
public final class ChattrAccounts {
  private final Accounts accounts;
  private final RegisterAccount registerAccount;
  private final LogIn logIn;
  private final RefreshLogin refreshLogin;
  private final Authenticator authenticator;
  private final Directory directory;

  public ChattrAccounts(
      AccountStore store,
      PasswordHasher hasher,
      AccessTokens tokens,
      IdGenerator ids,
      InstantSource clock) {
    LoginSessions sessions = store.sessions();
    var endLogin = new EndLogin(sessions);
    var logins = new Logins(sessions, tokens, ids, clock);
    this.accounts = store.accounts();
    this.registerAccount = new RegisterAccount(accounts, hasher, logins, ids);
    this.logIn = new LogIn(accounts, hasher, logins);
    this.refreshLogin = new RefreshLogin(accounts, sessions, logins, endLogin);
    this.authenticator = new AccountAuthenticator(tokens, sessions, endLogin, clock);
    this.directory = new AccountDirectory(accounts);
  }

  public RegisterAccount registerAccount() {
    return registerAccount;
  }

  public LogIn logIn() {
    return logIn;
  }

  public RefreshLogin refreshLogin() {
    return refreshLogin;
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  public Directory directory() {
    return directory;
  }

  /** The account of somebody who is logged in. */
  public Account require(UserId user) {
    return accounts.find(List.of(user)).stream()
        .findFirst()
        .orElseThrow(() -> new Rejected(new NotFound("user")));
  }
}
