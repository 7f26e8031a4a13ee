package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** Log-ins in their table. */
public final class JdbiLoginSessions implements LoginSessions {
  private final Tables tables;

  public JdbiLoginSessions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void add(LoginSession session) {
    tables.with(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into chattr_login_session
                      (id, user_id, refresh_hash, created_at, expires_at)
                    values (:id, :user, :hash, :createdAt, :expiresAt)
                    """)
                .bind("id", session.id().value())
                .bind("user", session.user().value())
                .bind("hash", session.refreshHash())
                .bind("createdAt", Tables.millis(session.createdAt()))
                .bind("expiresAt", Tables.millis(session.expiresAt()))
                .execute());
  }

  @Override
  public Optional<LoginSession> find(SessionId id) {
    return tables.with(
        handle ->
            handle
                .createQuery("select * from chattr_login_session where id = :id")
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        new LoginSession(
                            id,
                            new UserId(row.getString("user_id")),
                            row.getString("refresh_hash"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
  }

  @Override
  public boolean replace(LoginSession present, LoginSession next) {
    // The hash tells: it is another one after each refresh.
    return tables.with(
        handle ->
            handle
                    .createUpdate(
                        """
                        update chattr_login_session
                        set refresh_hash = :next, expires_at = :expiresAt
                        where id = :id and refresh_hash = :present
                        """)
                    .bind("id", present.id().value())
                    .bind("present", present.refreshHash())
                    .bind("next", next.refreshHash())
                    .bind("expiresAt", Tables.millis(next.expiresAt()))
                    .execute()
                == 1);
  }

  @Override
  public void remove(SessionId id) {
    tables.with(
        handle ->
            handle
                .createUpdate("delete from chattr_login_session where id = :id")
                .bind("id", id.value())
                .execute());
  }
}
