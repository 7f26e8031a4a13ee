package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/** Log-ins in their table. */
public final class JdbiLoginSessions implements LoginSessions {
  private final Tables tables;
  private final JointLookup<SessionId, Optional<LoginSession>> found =
      new JointLookup<>(this::find, Optional.empty());

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
                      (id, user_id, refresh_hash, created_at, last_used_at, expires_at,
                        address, user_agent)
                    values (:id, :user, :hash, :createdAt, :lastUsedAt, :expiresAt,
                      :address, :userAgent)
                    """)
                .bind("id", session.id().value())
                .bind("user", session.user().value())
                .bind("hash", session.refreshHash())
                .bind("createdAt", Tables.millis(session.createdAt()))
                .bind("lastUsedAt", Tables.millis(session.lastUsedAt()))
                .bind("expiresAt", Tables.millis(session.expiresAt()))
                .bind("address", session.address().orElse(null))
                .bind("userAgent", session.userAgent().orElse(null))
                .execute());
  }

  /** Many ask at once when all come back. */
  @Override
  public Optional<LoginSession> find(SessionId id) {
    return found.find(id);
  }

  private Map<SessionId, Optional<LoginSession>> find(Set<SessionId> ids) {
    return tables.with(
        handle ->
            handle
                .createQuery("select * from chattr_login_session where id = any(:ids)")
                .bindArray("ids", UUID.class, ids.stream().map(SessionId::value).toList())
                .map(JdbiLoginSessions::map)
                .stream()
                .collect(Collectors.toMap(LoginSession::id, Optional::of)));
  }

  @Override
  public List<LoginSession> of(UserId user) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from chattr_login_session where user_id = :user
                    order by last_used_at desc
                    """)
                .bind("user", user.value())
                .map(JdbiLoginSessions::map)
                .list());
  }

  @Override
  public List<SessionId> expired(Instant now, int most) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select id from chattr_login_session where expires_at <= :now
                    order by expires_at limit :most
                    """)
                .bind("now", Tables.millis(now))
                .bind("most", most)
                .mapTo(UUID.class)
                .map(SessionId::new)
                .list());
  }

  private static LoginSession map(ResultSet row, StatementContext context) throws SQLException {
    return new LoginSession(
        new SessionId(row.getObject("id", UUID.class)),
        new UserId(row.getString("user_id")),
        row.getString("refresh_hash"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("last_used_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        Optional.ofNullable(row.getString("address")),
        Optional.ofNullable(row.getString("user_agent")));
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
                        set refresh_hash = :next, last_used_at = :lastUsedAt,
                          expires_at = :expiresAt
                        where id = :id and refresh_hash = :present
                        """)
                    .bind("id", present.id().value())
                    .bind("present", present.refreshHash())
                    .bind("next", next.refreshHash())
                    .bind("lastUsedAt", Tables.millis(next.lastUsedAt()))
                    .bind("expiresAt", Tables.millis(next.expiresAt()))
                    .execute()
                == 1);
  }

  @Override
  public void remove(SessionId id) {
    tables.inTransaction(
        handle -> {
          handle
              .createUpdate("delete from chattr_vocabulary where session = :session")
              .bind("session", id.toString())
              .execute();
          return handle
              .createUpdate("delete from chattr_login_session where id = :id")
              .bind("id", id.value())
              .execute();
        });
  }
}
