package io.chattr.adapter.persistence.tables;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
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

/** How conversations lie in rows. */
public final class ConversationRow {

  private ConversationRow() {}

  /** A present member, since the position {@code from}. */
  private record Present(long from, Member member) {
    // The database may sort some ids in another order than Java does.
    static final Comparator<Present> IN_ORDER =
        Comparator.comparingLong(Present::from).thenComparing(present -> present.member().user());
  }

  /** The conversations of these ids that exist, each with its version and members of one moment. */
  public static Map<ConversationId, Conversation> load(Handle handle, Collection<UUID> ids) {
    var conversations = new LinkedHashMap<ConversationId, Conversation>();
    var members = new HashMap<ConversationId, List<Present>>();
    handle
        .createQuery(
            """
            select c.id, c.type, c.title, c.metadata, c.member_permissions, c.history,
              c.created_at, c.last_seq, c.version, m.from_position, %s
            from chattr_conversation c
            left join chattr_membership m on m.conversation = c.id and m.to_position = :open
            where c.id = any(:ids)
            """
                .formatted(MemberRow.COLUMNS))
        .bind("open", Interval.OPEN)
        .bindArray("ids", UUID.class, ids)
        .map(
            (row, context) -> {
              Conversation bare = bare(row);
              conversations.putIfAbsent(bare.id(), bare);
              List<Present> present = members.computeIfAbsent(bare.id(), id -> new ArrayList<>());
              return row.getString("user_id") != null
                  && present.add(new Present(row.getLong("from_position"), MemberRow.read(row)));
            })
        .list();
    conversations.replaceAll(
        (id, bare) ->
            bare.with(
                members.getOrDefault(id, List.of()).stream()
                    .sorted(Present.IN_ORDER)
                    .map(Present::member)
                    .toList()));
    return conversations;
  }

  private static Conversation bare(ResultSet row) throws SQLException {
    return new Conversation(
        new ConversationId(row.getObject("id", UUID.class)),
        ConversationType.valueOf(row.getString("type")),
        new Details(
            Optional.ofNullable(row.getString("title")).map(Title::new),
            Optional.ofNullable(row.getString("metadata")).map(Metadata::new),
            PermissionCodes.of(row.getString("member_permissions")),
            History.valueOf(row.getString("history"))),
        Instant.ofEpochMilli(row.getLong("created_at")),
        List.of(),
        row.getLong("last_seq"),
        row.getLong("version"));
  }
}
