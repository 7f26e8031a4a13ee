package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.util.List;
import java.util.Optional;

/** An admin looks at accounts, and changes their roles and states. */
public final class AdministerAccounts {
  private static final int MAX_QUERY_LENGTH = 100;

  private final Accounts accounts;
  private final EndLogin endLogin;
  private final AnnounceProfiles announceProfiles;

  AdministerAccounts(Accounts accounts, EndLogin endLogin, AnnounceProfiles announceProfiles) {
    this.accounts = accounts;
    this.endLogin = endLogin;
    this.announceProfiles = announceProfiles;
  }

  /** What an admin wants an account to be; what is empty stays as it is. */
  public record Command(
      UserId by, UserId user, Optional<Role> role, Optional<AccountState> state) {}

  /** Those whose names begin with {@code query}; everybody when it is empty. */
  public Page<Account> search(UserId by, String query, PageRequest page) {
    requireAdmin(by);
    String stripped = query.strip();
    if (!stripped.isEmpty()) {
      Requirements.text("q", stripped, MAX_QUERY_LENGTH);
    }
    return accounts.search(stripped, page);
  }

  /** Refuses to everybody but admins, whether there is such an account or not. */
  public Account handle(Command command) {
    requireAdmin(command.by());
    Account account =
        accounts
            .appoint(
                command.user(),
                (present, admins) ->
                    present.appointed(
                        command.role().orElse(present.role()),
                        command.state().orElse(present.state()),
                        admins))
            .orElseThrow(() -> new Rejected(new NotFound("user")));
    if (!account.isActive()) {
      endLogin.all(account.id());
    }
    announceProfiles.announce(account);
    return account;
  }

  private void requireAdmin(UserId user) {
    if (accounts.find(List.of(user)).stream().noneMatch(Account::isActiveAdmin)) {
      throw new Rejected(new NotPermitted("administer accounts"));
    }
  }
}
