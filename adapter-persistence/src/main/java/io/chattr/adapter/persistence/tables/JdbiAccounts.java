package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** Accounts in their table; what must be unique, constraints keep so. */
public final class JdbiAccounts implements Accounts {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String NAMED =
      """
      select * from chattr_account where username_key > :after and deleting = false and %s
      order by username_key limit :limit
      """;

  private final Tables tables;

  public JdbiAccounts(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(Account account) {
    unlessTaken(account, () -> tables.with(handle -> insert(handle, account)));
  }

  @Override
  public boolean addFirst(Account account) {
    return unlessTaken(
        account,
        () ->
            tables.inTransaction(
                handle -> {
                  guard(handle);
                  boolean first =
                      handle
                          .createQuery("select id from chattr_account limit 1")
                          .mapTo(String.class)
                          .findOne()
                          .isEmpty();
                  return first && insert(handle, account) == 1;
                }));
  }

  private <T> T unlessTaken(Account account, Supplier<T> adding) {
    try {
      return adding.get();
    } catch (UnableToExecuteStatementException failure) {
      if (failure.getCause() instanceof SQLException violation
          && UNIQUE_VIOLATION.equals(violation.getSQLState())) {
        // Asked in another transaction: after a violation, this one answers nothing more.
        throw new Rejected(new AlreadyExists(isTaken(account.username()) ? "username" : "email"));
      }
      throw failure;
    }
  }

  private boolean isTaken(Username name) {
    return tables.with(
        handle ->
            handle
                .createQuery("select id from chattr_account where username_key = :key")
                .bind("key", name.key())
                .mapTo(String.class)
                .findOne()
                .isPresent());
  }

  /** Held to the end of the transaction. */
  private static void guard(Handle handle) {
    handle.createQuery("select id from chattr_account_guard for update").mapTo(Integer.class).one();
  }

  private static int insert(Handle handle, Account account) {
    return changeable(
            handle.createUpdate(
                """
                insert into chattr_account (id, username, username_key, email, email_key,
                  password_hash, role, state, deleting, display_name, display_name_key, about,
                  created_at)
                values (:id, :username, :usernameKey, :email, :emailKey,
                  :passwordHash, :role, :state, :deleting, :displayName, :displayNameKey, :about,
                  :createdAt)
                """),
            account)
        .bind("id", account.id().value())
        .bind("username", account.username().value())
        .bind("usernameKey", account.username().key())
        .bind("email", account.email().value())
        .bind("emailKey", account.email().key())
        .bind("createdAt", Tables.millis(account.createdAt()))
        .execute();
  }

  @Override
  public List<Account> find(Collection<UserId> ids) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select * from chattr_account where id = any(:ids) and deleting = false")
                .bindArray("ids", String.class, ids.stream().map(UserId::value).distinct().toList())
                .map(JdbiAccounts::map)
                .list());
  }

  @Override
  public Optional<Account> find(Username username) {
    return tables.with(handle -> one(handle, "username_key", username.key()));
  }

  @Override
  public Optional<Account> find(EmailAddress email) {
    return tables.with(handle -> one(handle, "email_key", email.key()));
  }

  /** Each kind of name has an index of its own, which a condition with "or" would not use. */
  @Override
  public Page<Account> search(String query, PageRequest page) {
    Prefix prefix = new Prefix(key(query));
    List<Account> found =
        tables.with(
            handle ->
                handle
                    .createQuery(
                        prefix.isEmpty()
                            ? NAMED.formatted("true")
                            : """
                            select * from (
                              (%s) union (%s)
                            ) found order by username_key limit :limit
                            """
                                .formatted(
                                    NAMED.formatted(prefix.condition("username_key")),
                                    NAMED.formatted(prefix.condition("display_name_key"))))
                    .bind("after", PageCursor.ACCOUNTS.place(page).orElse(""))
                    .bindMap(prefix.bindings())
                    .bind("limit", page.limit() + 1)
                    .map(JdbiAccounts::map)
                    .list());
    return PageCursor.ACCOUNTS.page(found, page, account -> account.username().key());
  }

  @Override
  public Optional<Account> change(UserId id, UnaryOperator<Account> change) {
    return tables.inTransaction(handle -> changed(handle, id, change));
  }

  @Override
  public Optional<Account> appoint(UserId id, Appointment change) {
    return tables.inTransaction(
        handle -> {
          guard(handle);
          long admins =
              handle
                  .createQuery(
                      "select count(*) from chattr_account where role = :role and state = :state")
                  .bind("role", Role.ADMIN.name())
                  .bind("state", AccountState.ACTIVE.name())
                  .mapTo(Long.class)
                  .one();
          return changed(handle, id, present -> change.of(present, admins));
        });
  }

  private static Optional<Account> changed(
      Handle handle, UserId id, UnaryOperator<Account> change) {
    Optional<Account> present =
        handle
            .createQuery(
                "select * from chattr_account where id = :id and deleting = false for update")
            .bind("id", id.value())
            .map(JdbiAccounts::map)
            .findOne();
    Optional<Account> next = present.map(change);
    if (next.isPresent() && !next.equals(present)) {
      boolean told = next.get().profile().equals(present.get().profile());
      changeable(
              handle.createUpdate(
                  """
                  update chattr_account
                  set password_hash = :passwordHash, role = :role, state = :state,
                    deleting = :deleting,
                    display_name = :displayName, display_name_key = :displayNameKey,
                    about = :about, announced = announced and :told
                  where id = :id
                  """),
              next.get())
          .bind("told", told)
          .bind("id", id.value())
          .execute();
    }
    return next;
  }

  @Override
  public List<Account> unannounced(int most) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from chattr_account where announced = false and deleting = false
                    order by id limit :most
                    """)
                .bind("most", most)
                .map(JdbiAccounts::map)
                .list());
  }

  @Override
  public void announced(Profile profile) {
    tables.with(
        handle ->
            handle
                .createUpdate(
                    """
                    update chattr_account set announced = true
                    where id = :id and announced = false and role = :role
                      and coalesce(display_name, '') = :displayName
                      and coalesce(about, '') = :about
                    """)
                .bind("id", profile.id().value())
                .bind("role", profile.role().name())
                .bind("displayName", profile.displayName().orElse(""))
                .bind("about", profile.about().orElse(""))
                .execute());
  }

  @Override
  public List<Account> deleting(int most) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select * from chattr_account where deleting = true order by id limit :most")
                .bind("most", most)
                .map(JdbiAccounts::map)
                .list());
  }

  @Override
  public void erase(UserId id) {
    tables.with(
        handle ->
            handle
                .createUpdate("delete from chattr_account where id = :id and deleting = true")
                .bind("id", id.value())
                .execute());
  }

  private static Update changeable(Update update, Account account) {
    return update
        .bind("passwordHash", account.passwordHash())
        .bind("role", account.role().name())
        .bind("state", account.state().name())
        .bind("deleting", account.state().isDeletion())
        .bind("displayName", account.displayName().orElse(null))
        .bind("displayNameKey", account.displayName().map(JdbiAccounts::key).orElse(null))
        .bind("about", account.about().orElse(null));
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<Account> one(Handle handle, String column, String key) {
    return handle
        .createQuery(
            "select * from chattr_account where " + column + " = :key and deleting = false")
        .bind("key", key)
        .map(JdbiAccounts::map)
        .findOne();
  }

  private static Account map(ResultSet row, StatementContext context) throws SQLException {
    return new Account(
        new UserId(row.getString("id")),
        new Username(row.getString("username")),
        new EmailAddress(row.getString("email")),
        row.getString("password_hash"),
        Role.valueOf(row.getString("role")),
        AccountState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("display_name")),
        Optional.ofNullable(row.getString("about")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
