package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.EmailTokens;
import io.chattr.domain.account.EmailToken;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Tokens that were sent by e-mail, in their table; whoever shows one holds its row. */
public final class JdbiEmailTokens implements EmailTokens {
  private final Tables tables;

  public JdbiEmailTokens(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void put(EmailToken token) {
    tables.inTransaction(
        handle -> {
          // Of two that come at the same time, the second waits for the first, and replaces it.
          handle
              .createQuery("select id from chattr_account where id = :user for update")
              .bind("user", token.user().value())
              .mapTo(String.class)
              .list();
          delete(handle, token.user(), token.purpose());
          return named(
                  handle.createUpdate(
                      """
                      insert into chattr_email_token (user_id, purpose, hash, expires_at, tries_left)
                      values (:user, :purpose, :hash, :expiresAt, :tries)
                      """),
                  token.user(),
                  token.purpose())
              .bind("hash", token.hash())
              .bind("expiresAt", Tables.millis(token.expiresAt()))
              .bind("tries", token.triesLeft())
              .execute();
        });
  }

  @Override
  public boolean redeem(UserId user, Purpose purpose, String hash, Instant now) {
    return tables.inTransaction(
        handle -> {
          Optional<EmailToken> present =
              hold(handle, user, purpose).filter(token -> token.isUsable(now));
          boolean right = present.filter(token -> token.hash().equals(hash)).isPresent();
          if (right) {
            delete(handle, user, purpose);
          } else if (present.isPresent()) {
            named(
                    handle.createUpdate(
                        """
                        update chattr_email_token set tries_left = tries_left - 1
                        where user_id = :user and purpose = :purpose
                        """),
                    user,
                    purpose)
                .execute();
          }
          return right;
        });
  }

  private static Optional<EmailToken> hold(Handle handle, UserId user, Purpose purpose) {
    return named(
            handle.createQuery(
                """
                select * from chattr_email_token where user_id = :user and purpose = :purpose
                for update
                """),
            user,
            purpose)
        .map(
            (row, context) ->
                new EmailToken(
                    user,
                    purpose,
                    row.getString("hash"),
                    Instant.ofEpochMilli(row.getLong("expires_at")),
                    row.getInt("tries_left")))
        .findOne();
  }

  @Override
  public void remove(UserId user, Purpose purpose) {
    tables.with(handle -> delete(handle, user, purpose));
  }

  private static int delete(Handle handle, UserId user, Purpose purpose) {
    return named(
            handle.createUpdate(
                "delete from chattr_email_token where user_id = :user and purpose = :purpose"),
            user,
            purpose)
        .execute();
  }

  @Override
  public int removeExpired(Instant now, int most) {
    return tables.with(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from chattr_email_token
                    where expires_at <= :now and user_id in
                      (select user_id from chattr_email_token
                        where expires_at <= :now order by expires_at limit :most)
                    """)
                .bind("now", Tables.millis(now))
                .bind("most", most)
                .execute());
  }

  private static <S extends SqlStatement<S>> S named(S statement, UserId user, Purpose purpose) {
    return statement.bind("user", user.value()).bind("purpose", purpose.name());
  }
}
