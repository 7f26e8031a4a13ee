package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Everybody who has an account. */
public final class AccountDirectory implements Directory {
  private final Accounts accounts;

  @Inject
  public AccountDirectory(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Map<UserId, Profile> profiles(Collection<UserId> users) {
    return accounts.find(users).stream().collect(Collectors.toMap(Account::id, Account::profile));
  }

  @Override
  public Map<String, UserId> named(Collection<String> usernames) {
    var users = new HashMap<String, UserId>();
    for (String name : usernames) {
      if (Username.isOne(name)) {
        accounts.find(new Username(name)).ifPresent(account -> users.put(name, account.id()));
      }
    }
    return users;
  }

  @Override
  public Page<Profile> search(String query, PageRequest page) {
    return accounts.search(query, page).map(Account::profile);
  }
}
