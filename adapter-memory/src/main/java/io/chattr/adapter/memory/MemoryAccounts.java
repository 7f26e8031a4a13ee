package io.chattr.adapter.memory;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

final class MemoryAccounts implements Accounts {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UserId, Account> byId = new HashMap<>();
  private final TreeMap<String, Account> byName = new TreeMap<>();
  private final Map<String, Account> byEmail = new HashMap<>();

  @Override
  public void add(Account account) {
    locked(
        () -> {
          if (byName.containsKey(account.username().key())) {
            throw new Rejected(new AlreadyExists("username"));
          }
          if (byEmail.containsKey(account.email().key())) {
            throw new Rejected(new AlreadyExists("email"));
          }
          byName.put(account.username().key(), account);
          byEmail.put(account.email().key(), account);
          return byId.put(account.id(), account);
        });
  }

  @Override
  public List<Account> find(Collection<UserId> ids) {
    return locked(
        () ->
            ids.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                .toList());
  }

  @Override
  public Optional<Account> find(Username username) {
    return locked(() -> Optional.ofNullable(byName.get(username.key())));
  }

  @Override
  public Optional<Account> find(EmailAddress email) {
    return locked(() -> Optional.ofNullable(byEmail.get(email.key())));
  }

  @Override
  public Page<Account> search(String query, PageRequest page) {
    String prefix = query.toLowerCase(Locale.ROOT);
    return locked(
        () ->
            Pages.ofTexts(
                byName.values().stream().filter(account -> matches(account, prefix)),
                account -> account.username().key(),
                page,
                account -> account));
  }

  private static boolean matches(Account account, String prefix) {
    return account.username().key().startsWith(prefix)
        || account
            .displayName()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix))
            .isPresent();
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
