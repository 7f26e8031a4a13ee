package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a member lies in a row of {@code chattr_membership}. */
public final class MemberRow {
  /** What {@link #read} reads, of a table called {@code m}. */
  public static final String COLUMNS =
      "m.user_id, m.role, m.granted, m.denied, m.visible_from_seq, m.delivered_up_to, m.read_up_to";

  /** What {@link #settings} reads, of a table called {@code m}. */
  public static final String SETTINGS = "m.muted, m.archived, m.pinned, m.hidden_up_to";

  private MemberRow() {}

  /** The member in a row that has {@link #COLUMNS}. */
  public static Member read(ResultSet row) throws SQLException {
    return new Member(
        new UserId(row.getString("user_id")),
        MemberRole.valueOf(row.getString("role")),
        grants(row),
        row.getLong("visible_from_seq"),
        new Watermarks(row.getLong("delivered_up_to"), row.getLong("read_up_to")));
  }

  static Grants grants(ResultSet row) throws SQLException {
    return new Grants(
        PermissionCodes.of(row.getString("granted")), PermissionCodes.of(row.getString("denied")));
  }

  /** How they keep the conversation, in a row that has {@link #SETTINGS}. */
  public static ConversationSettings settings(ResultSet row) throws SQLException {
    return settings(row, "pinned");
  }

  /** The same where the column {@code pinned} has another name. */
  static ConversationSettings settings(ResultSet row, String pinned) throws SQLException {
    return new ConversationSettings(
        row.getBoolean("muted"),
        row.getBoolean("archived"),
        row.getBoolean(pinned),
        row.getLong("hidden_up_to"));
  }
}
