package io.chattr.application.port;

import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The accounts, each with a user name and an e-mail address of its own. */
public interface Accounts {

  /**
   * Adds an account.
   *
   * @throws io.chattr.domain.failure.Rejected {@code AlreadyExists} naming {@code username} or
   *     {@code email} when another one has it, however its letters are cased
   */
  void add(Account account);

  List<Account> find(Collection<UserId> ids);

  Optional<Account> find(Username username);

  Optional<Account> find(EmailAddress email);

  /**
   * Those whose user name or display name begins with {@code query}, without regard to case; by
   * user name.
   */
  Page<Account> search(String query, PageRequest page);
}
