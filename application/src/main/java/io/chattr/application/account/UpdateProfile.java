package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.domain.account.About;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.Optional;

/** Somebody changes what others may know of them. */
public final class UpdateProfile {
  private final Accounts accounts;
  private final AnnounceProfiles announceProfiles;

  UpdateProfile(Accounts accounts, AnnounceProfiles announceProfiles) {
    this.accounts = accounts;
    this.announceProfiles = announceProfiles;
  }

  /** What becomes of each part; what is empty stays as it is. */
  public record Command(
      UserId user, Optional<Next<DisplayName>> displayName, Optional<Next<About>> about) {}

  /** What a part will be; it may be nothing. */
  public record Next<T>(Optional<T> value) {}

  /** The account as it is then. */
  public Account handle(Command command) {
    Account account =
        accounts
            .change(command.user(), present -> changed(present, command))
            .orElseThrow(() -> new Rejected(new NotFound("user")));
    announceProfiles.announce(account);
    return account;
  }

  private static Account changed(Account present, Command command) {
    Account named =
        command.displayName().map(next -> present.withDisplayName(next.value())).orElse(present);
    return command.about().map(next -> named.withAbout(next.value())).orElse(named);
  }
}
