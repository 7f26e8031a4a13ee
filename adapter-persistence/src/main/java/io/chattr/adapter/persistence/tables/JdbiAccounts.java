package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Accounts in their table; what must be unique, constraints keep so. */
public final class JdbiAccounts implements Accounts {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Tables tables;

  public JdbiAccounts(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(Account account) {
    tables.with(
        handle -> {
          try {
            return insert(handle, account);
          } catch (UnableToExecuteStatementException failure) {
            if (failure.getCause() instanceof SQLException violation
                && UNIQUE_VIOLATION.equals(violation.getSQLState())) {
              throw new Rejected(new AlreadyExists(taken(handle, account)));
            }
            throw failure;
          }
        });
  }

  private static int insert(Handle handle, Account account) {
    return handle
        .createUpdate(
            """
            insert into chattr_account (id, username, username_key, email, email_key,
              password_hash, role, display_name, display_name_key, about, created_at)
            values (:id, :username, :usernameKey, :email, :emailKey,
              :passwordHash, :role, :displayName, :displayNameKey, :about, :createdAt)
            """)
        .bind("id", account.id().value())
        .bind("username", account.username().value())
        .bind("usernameKey", account.username().key())
        .bind("email", account.email().value())
        .bind("emailKey", account.email().key())
        .bind("passwordHash", account.passwordHash())
        .bind("role", account.role().name())
        .bind("displayName", account.displayName().orElse(null))
        .bind("displayNameKey", account.displayName().map(JdbiAccounts::key).orElse(null))
        .bind("about", account.about().orElse(null))
        .bind("createdAt", Tables.millis(account.createdAt()))
        .execute();
  }

  private static String taken(Handle handle, Account account) {
    return one(handle, "username_key", account.username().key()).isPresent() ? "username" : "email";
  }

  @Override
  public List<Account> find(Collection<UserId> ids) {
    return tables.with(
        handle ->
            handle
                .createQuery("select * from chattr_account where id = any(:ids)")
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

  @Override
  public Page<Account> search(String query, PageRequest page) {
    List<Account> found =
        tables.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select * from chattr_account
                        where username_key > :after
                          and (username_key like :prefix escape '!'
                            or display_name_key like :prefix escape '!')
                        order by username_key limit :limit
                        """)
                    .bind("after", PageCursor.ACCOUNTS.place(page).orElse(""))
                    .bind("prefix", prefix(query))
                    .bind("limit", page.limit() + 1)
                    .map(JdbiAccounts::map)
                    .list());
    return PageCursor.ACCOUNTS.page(found, page, account -> account.username().key());
  }

  private static String prefix(String query) {
    return key(query).replaceAll("[!%_]", "!$0") + "%";
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Optional<Account> one(Handle handle, String column, String key) {
    return handle
        .createQuery("select * from chattr_account where " + column + " = :key")
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
        Optional.ofNullable(row.getString("display_name")),
        Optional.ofNullable(row.getString("about")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
