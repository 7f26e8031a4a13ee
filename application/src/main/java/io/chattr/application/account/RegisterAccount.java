package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import jakarta.inject.Inject;
import java.util.Optional;

/** Somebody makes an account, and is logged in. */
public final class RegisterAccount {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final Logins logins;
  private final IdGenerator ids;

  @Inject
  public RegisterAccount(Accounts accounts, PasswordHasher hasher, Logins logins, IdGenerator ids) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.logins = logins;
    this.ids = ids;
  }

  public record Command(Username username, EmailAddress email, Password password) {}

  public LoggedIn handle(Command command) {
    var account =
        new Account(
            new UserId(ids.next().toString()),
            command.username(),
            command.email(),
            hasher.hash(command.password()),
            Role.USER,
            Optional.empty(),
            Optional.empty(),
            logins.now());
    accounts.add(account);
    return logins.begin(account);
  }
}
