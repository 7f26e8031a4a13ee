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
import io.chattr.domain.people.Profile;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class MemoryAccounts implements Accounts {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UserId, Account> byId = new HashMap<>();
  private final TreeMap<String, Account> byName = new TreeMap<>();
  private final Map<String, Account> byEmail = new HashMap<>();
  private final Set<UserId> unannounced = new LinkedHashSet<>();

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
          return put(account);
        });
  }

  @Override
  public boolean addFirst(Account account) {
    return locked(
        () -> {
          if (!byId.isEmpty()) {
            return false;
          }
          put(account);
          return true;
        });
  }

  private Account put(Account account) {
    byName.put(account.username().key(), account);
    byEmail.put(account.email().key(), account);
    byId.put(account.id(), account);
    return account;
  }

  @Override
  public List<Account> find(Collection<UserId> ids) {
    return locked(
        () -> ids.stream().distinct().flatMap(id -> present(byId.get(id)).stream()).toList());
  }

  @Override
  public Optional<Account> find(Username username) {
    return locked(() -> present(byName.get(username.key())));
  }

  @Override
  public Optional<Account> find(EmailAddress email) {
    return locked(() -> present(byEmail.get(email.key())));
  }

  @Override
  public Page<Account> search(String query, PageRequest page) {
    String prefix = query.toLowerCase(Locale.ROOT);
    return locked(
        () ->
            Pages.ofTexts(
                byName.values().stream()
                    .filter(account -> !account.state().isDeletion())
                    .filter(account -> matches(account, prefix)),
                account -> account.username().key(),
                page,
                account -> account));
  }

  @Override
  public Optional<Account> change(UserId id, UnaryOperator<Account> change) {
    return locked(() -> present(byId.get(id)).map(found -> changed(found, change)));
  }

  @Override
  public Optional<Account> appoint(UserId id, Appointment change) {
    return locked(
        () -> {
          long admins = byId.values().stream().filter(Account::isActiveAdmin).count();
          return present(byId.get(id))
              .map(found -> changed(found, present -> change.of(present, admins)));
        });
  }

  private Account changed(Account present, UnaryOperator<Account> change) {
    Account next = change.apply(present);
    if (!next.profile().equals(present.profile())) {
      unannounced.add(next.id());
    }
    return put(next);
  }

  @Override
  public List<Account> unannounced(int most) {
    return locked(
        () ->
            unannounced.stream()
                .flatMap(id -> present(byId.get(id)).stream())
                .limit(most)
                .toList());
  }

  @Override
  public void announced(Profile profile) {
    locked(
        () ->
            find(List.of(profile.id())).stream().anyMatch(now -> now.profile().equals(profile))
                && unannounced.remove(profile.id()));
  }

  @Override
  public List<Account> deleting(int most) {
    return locked(
        () ->
            byId.values().stream()
                .filter(account -> account.state().isDeletion())
                .limit(most)
                .toList());
  }

  @Override
  public void erase(UserId id) {
    locked(
        () -> {
          Account account = byId.get(id);
          if (account == null || !account.state().isDeletion()) {
            return false;
          }
          byName.remove(account.username().key());
          byEmail.remove(account.email().key());
          unannounced.remove(id);
          return byId.remove(id, account);
        });
  }

  private static Optional<Account> present(@Nullable Account found) {
    return Optional.ofNullable(found).filter(account -> !account.state().isDeletion());
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
