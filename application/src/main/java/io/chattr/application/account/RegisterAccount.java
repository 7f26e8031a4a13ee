package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Limit;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.util.Optional;

/** Somebody makes an account, and is logged in. */
public final class RegisterAccount {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final Logins logins;
  private final IdGenerator ids;
  private final RateLimiter limiter;
  private final boolean firstIsAdmin;

  RegisterAccount(
      Accounts accounts,
      PasswordHasher hasher,
      Logins logins,
      IdGenerator ids,
      RateLimiter limiter,
      boolean firstIsAdmin) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.logins = logins;
    this.ids = ids;
    this.limiter = limiter;
    this.firstIsAdmin = firstIsAdmin;
  }

  public record Command(Username username, EmailAddress email, Password password, Client client) {

    public Command(Username username, EmailAddress email, Password password) {
      this(username, email, password, Client.unknown());
    }
  }

  public LoggedIn handle(Command command) {
    command.client().network().ifPresent(from -> limiter.acquire(Limit.REGISTRATIONS, from));
    return logins.begin(add(command, hasher.hash(command.password())), command.client());
  }

  private Account add(Command command, String hash) {
    var id = new UserId(ids.next().toString());
    if (firstIsAdmin) {
      Account admin = account(id, command, hash, Role.ADMIN);
      if (accounts.addFirst(admin)) {
        return admin;
      }
    }
    Account user = account(id, command, hash, Role.USER);
    accounts.add(user);
    return user;
  }

  private Account account(UserId id, Command command, String hash, Role role) {
    return new Account(
        id,
        command.username(),
        command.email(),
        hash,
        role,
        Optional.empty(),
        Optional.empty(),
        logins.now());
  }
}
