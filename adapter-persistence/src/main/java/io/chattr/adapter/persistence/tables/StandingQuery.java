package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.decision.Standing.Tie;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a member may do in a conversation: all of one moment. */
final class StandingQuery {
  private static final String SQL =
      """
      select c.type, c.member_permissions, c.version, %s, d.low, d.high,
        r.blocked_by_low, r.blocked_by_high, r.version as tie
      from chattr_membership m
      join chattr_conversation c on c.id = m.conversation
      left join chattr_direct d on d.conversation = m.conversation
      left join chattr_relation r on r.low = d.low and r.high = d.high
      where m.conversation = :conversation and m.user_id = :user and m.to_position = :open
      """
          .formatted(MemberRow.COLUMNS);

  private StandingQuery() {}

  static Optional<Standing> run(Handle handle, Seat seat) {
    return SeatQuery.of(handle, SQL, seat).map((row, context) -> read(row, seat)).findOne();
  }

  private static Standing read(ResultSet row, Seat seat) throws SQLException {
    Member member = MemberRow.read(row);
    Permissions members = PermissionCodes.of(row.getString("member_permissions"));
    return new Standing(
        seat.conversation(),
        ConversationType.valueOf(row.getString("type")),
        seat.user(),
        member.role(),
        member.permissions(members),
        member.visibleFromSeq(),
        tie(row),
        row.getLong("version"));
  }

  private static Optional<Tie> tie(ResultSet row) throws SQLException {
    String low = row.getString("low");
    return low == null
        ? Optional.empty()
        : Optional.of(
            new Tie(
                new UserPair(new UserId(low), new UserId(row.getString("high"))),
                row.getBoolean("blocked_by_low") || row.getBoolean("blocked_by_high"),
                row.getLong("tie")));
  }
}
