package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** How conversations and their members lie in rows. */
public final class ConversationRow {
  private static final Comparator<Member> BY_ID = Comparator.comparing(Member::user);

  private ConversationRow() {}

  /** The conversations of these ids that exist, each with its version and members of one moment. */
  public static Map<ConversationId, Conversation> load(Handle handle, Collection<UUID> ids) {
    var conversations = new LinkedHashMap<ConversationId, Conversation>();
    var members = new HashMap<ConversationId, List<Member>>();
    handle
        .createQuery(
            """
            select c.id, c.type, c.title, c.created_at, c.last_seq, c.version,
              m.user_id, m.role, m.visible_from_seq, m.delivered_up_to, m.read_up_to
            from chattr_conversation c
            left join chattr_membership m on m.conversation = c.id and m.to_position = :open
            where c.id = any(:ids)
            """)
        .bind("open", Interval.OPEN)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) -> {
              Conversation bare = bare(row);
              conversations.putIfAbsent(bare.id(), bare);
              return row.getString("user_id") == null
                  ? List.<Member>of()
                  : members.computeIfAbsent(bare.id(), id -> new ArrayList<>()).add(member(row));
            })
        .list();
    conversations.replaceAll((id, bare) -> with(bare, members.getOrDefault(id, new ArrayList<>())));
    return conversations;
  }

  static Conversation bare(ResultSet row) throws SQLException {
    return new Conversation(
        new ConversationId(row.getObject("id", UUID.class)),
        ConversationType.valueOf(row.getString("type")),
        Optional.ofNullable(row.getString("title")).map(Title::new),
        Instant.ofEpochMilli(row.getLong("created_at")),
        List.of(),
        row.getLong("last_seq"),
        row.getLong("version"));
  }

  /** The member in a row of {@code chattr_membership}. */
  public static Member member(ResultSet row) throws SQLException {
    return new Member(
        new UserId(row.getString("user_id")),
        MemberRole.valueOf(row.getString("role")),
        row.getLong("visible_from_seq"),
        new Watermarks(row.getLong("delivered_up_to"), row.getLong("read_up_to")));
  }

  private static Conversation with(Conversation bare, List<Member> members) {
    return new Conversation(
        bare.id(),
        bare.type(),
        bare.title(),
        bare.createdAt(),
        // The database may sort some ids in another order than Java does.
        members.stream().sorted(BY_ID).toList(),
        bare.lastSeq(),
        bare.version());
  }
}
