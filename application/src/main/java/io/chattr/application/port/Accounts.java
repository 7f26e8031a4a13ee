package io.chattr.application.port;

import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The accounts, each with a user name and an e-mail address of its own. One that is being deleted
 * is known to {@link #deleting} and {@link #erase} alone, but its names stay taken meanwhile.
 */
public interface Accounts {

  /**
   * Adds an account.
   *
   * @throws io.chattr.domain.failure.Rejected {@code AlreadyExists} naming {@code username} or
   *     {@code email} when another one has it, however its letters are cased
   */
  void add(Account account);

  /**
   * Adds an account unless there is any; answers whether it did. Of many that are added so at the
   * same time, one is the first.
   */
  boolean addFirst(Account account);

  List<Account> find(Collection<UserId> ids);

  Optional<Account> find(Username username);

  Optional<Account> find(EmailAddress email);

  /**
   * Those whose user name or display name begins with {@code query}, without regard to case; by
   * user name.
   */
  Page<Account> search(String query, PageRequest page);

  /**
   * Changes an account into what {@code change} makes of it, with no other change in between, and
   * answers with that; empty when there is no such account. What {@code change} throws is thrown
   * and leaves no trace. Id, names to log in with, role, state and time stay as they are; when the
   * profile is another one after it, it is one of the {@link #unannounced}.
   */
  Optional<Account> change(UserId id, UnaryOperator<Account> change);

  /**
   * Changes role and state in the same way. No other account's role or state changes meanwhile, so
   * that what is decided by the number of admins holds.
   */
  Optional<Account> appoint(UserId id, Appointment change);

  /** Accounts whose profile has changed without {@link #announced}, at most {@code most}. */
  List<Account> unannounced(int most);

  /**
   * Remembers that everybody has heard of this profile; without effect when it has changed
   * meanwhile.
   */
  void announced(Profile profile);

  /** Accounts that are being deleted, at most {@code most}. */
  List<Account> deleting(int most);

  /** Takes away an account that is being deleted, and nothing else; its names become free. */
  void erase(UserId id);

  /** What becomes of an account's role and state. */
  @FunctionalInterface
  interface Appointment {

    /** Knows how many active admins there are, {@code present} included where it is one. */
    Account of(Account present, long activeAdmins);
  }
}
