package io.chattr.adapter.persistence.tables;

import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** How a friend request lies in a row of {@code chattr_friend_request}. */
public final class FriendRequestRow {
  /** What {@link #map} reads, of a table called {@code r}. */
  public static final String COLUMNS = "r.id, r.sender, r.receiver, r.status, r.created_at";

  private FriendRequestRow() {}

  /** The request in a row that has {@link #COLUMNS}. */
  public static FriendRequest map(ResultSet row, StatementContext context) throws SQLException {
    return new FriendRequest(
        new FriendRequestId(row.getObject("id", UUID.class)),
        new UserId(row.getString("sender")),
        new UserId(row.getString("receiver")),
        FriendRequest.Status.valueOf(row.getString("status")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
