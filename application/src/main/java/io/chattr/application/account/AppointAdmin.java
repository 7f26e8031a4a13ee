package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.people.Role;

/**
 * Whoever runs the server makes somebody an admin, or a user again. It need not run meanwhile: it
 * will announce the new profile itself.
 */
public final class AppointAdmin {
  private final Accounts accounts;

  public AppointAdmin(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The account as it is then. */
  public Account handle(Username name, Role role) {
    return accounts
        .find(name)
        .flatMap(
            found ->
                accounts.appoint(
                    found.id(),
                    (present, admins) -> present.appointed(role, present.state(), admins)))
        .orElseThrow(() -> new Rejected(new NotFound("account")));
  }
}
