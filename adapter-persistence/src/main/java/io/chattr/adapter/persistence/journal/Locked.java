package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a group of decisions rests on, as it is while the counter row is locked: nobody else can
 * change it before the group is committed.
 */
final class Locked {
  private final Map<Read, Long> versions = new HashMap<>();
  private final Map<ConversationId, Line> lines = new HashMap<>();
  private final Map<UUID, Said> said = new HashMap<>();
  private long position;
  private long lastTime;
  private long lastGroup;

  /** Where a conversation stands. */
  record Line(long version, long lastSeq, long activity) {}

  /** A message that was sent under a mark, and the digest of what it said at first. */
  record Said(Message message, UUID digest) {}

  /** The statements that lock the counter row, and then read for {@code group}. */
  Script reading(Collection<Pending<?>> group, UUID committer) {
    var script = new Script();
    script.query(this::head, "select position, last_time from chattr_head where id = 1 for update");
    script.query(
        row -> lastGroup = row.getLong(1),
        "select last_group from chattr_committer where id = ?",
        committer);
    var wanted = new Wanted();
    group.forEach(wanted::add);
    wanted.readInto(script);
    return script;
  }

  private void head(ResultSet row) throws SQLException {
    position = row.getLong("position");
    lastTime = row.getLong("last_time");
  }

  long position() {
    return position;
  }

  long lastTime() {
    return lastTime;
  }

  /** The last group of this committer that was committed. */
  long lastGroup() {
    return lastGroup;
  }

  boolean isFresh(Read read) {
    return versions.getOrDefault(unversioned(read), 0L) == read.version();
  }

  /** Tells what a decision of this group makes of a version, for those behind it. */
  void set(Read.Kind kind, Object id, long version) {
    versions.put(new Read(kind, id, 0), version);
  }

  Map<ConversationId, Line> lines() {
    return lines;
  }

  /** What was sent before under these marks; grows with the group. */
  Map<UUID, Said> said() {
    return said;
  }

  private static Read unversioned(Read read) {
    return new Read(read.kind(), read.id(), 0);
  }

  /** What has to be read, each thing once. */
  private final class Wanted {
    private final Set<UUID> conversations = new HashSet<>();
    private final Set<Seat> seats = new HashSet<>();
    private final Set<UserPair> relations = new HashSet<>();
    private final Set<UserPair> directs = new HashSet<>();
    private final Set<UUID> marks = new HashSet<>();

    void add(Pending<?> pending) {
      pending.decision().reads().forEach(this::add);
      UUID mark = pending.mark();
      if (mark != null) {
        marks.add(mark);
      }
      switch (pending.decision()) {
        case Decision.Post post -> conversations.add(post.draft().conversation().value());
        case Decision.Change<?> change -> change.events().forEach(this::add);
      }
    }

    private void add(DomainEvent event) {
      if (event instanceof ConversationEvent about) {
        conversations.add(about.conversation().value());
      }
    }

    private void add(Read read) {
      switch (read.kind()) {
        case CONVERSATION -> conversations.add(((ConversationId) read.id()).value());
        case WATERMARKS -> seats.add((Seat) read.id());
        case RELATION -> relations.add((UserPair) read.id());
        case DIRECT_CONVERSATION -> directs.add((UserPair) read.id());
      }
    }

    void readInto(Script script) {
      if (!conversations.isEmpty()) {
        script.query(
            this::conversation,
            """
            select id, version, last_seq, activity from chattr_conversation
            where id = any(cast(? as uuid array))
            """,
            uuids(conversations));
      }
      if (!marks.isEmpty()) {
        script.query(
            this::mark,
            "select "
                + MessageRow.COLUMNS
                + ", m.mark, m.digest from chattr_message m"
                + " where m.mark = any(cast(? as uuid array))",
            uuids(marks));
      }
      if (!seats.isEmpty()) {
        List<Seat> all = List.copyOf(seats);
        script.query(
            this::seat,
            """
            select m.conversation, m.user_id, m.version
            from {rows} as s (conversation, user_id)
            join chattr_membership m on m.conversation = s.conversation and m.user_id = s.user_id
            where m.to_position = ?
            """,
            uuids(all, seat -> seat.conversation().value()),
            texts(all, seat -> seat.user().value()),
            Interval.OPEN);
      }
      pairs(script, Read.Kind.RELATION, relations, "chattr_relation", "t.version");
      pairs(script, Read.Kind.DIRECT_CONVERSATION, directs, "chattr_direct", "1");
    }

    private void pairs(
        Script script, Read.Kind kind, Set<UserPair> pairs, String table, String version) {
      if (!pairs.isEmpty()) {
        List<UserPair> all = List.copyOf(pairs);
        script.query(
            row ->
                set(
                    kind,
                    new UserPair(new UserId(row.getString(1)), new UserId(row.getString(2))),
                    row.getLong(3)),
            """
            select t.low, t.high, %s
            from {rows} as s (low, high)
            join %s t on t.low = s.low and t.high = s.high
            """
                .formatted(version, table),
            texts(all, pair -> pair.low().value()),
            texts(all, pair -> pair.high().value()));
      }
    }

    private void conversation(ResultSet row) throws SQLException {
      var id = new ConversationId(row.getObject("id", UUID.class));
      long version = row.getLong("version");
      lines.put(id, new Line(version, row.getLong("last_seq"), row.getLong("activity")));
      set(Read.Kind.CONVERSATION, id, version);
    }

    private void seat(ResultSet row) throws SQLException {
      var seat =
          new Seat(
              new ConversationId(row.getObject("conversation", UUID.class)),
              new UserId(row.getString("user_id")));
      set(Read.Kind.WATERMARKS, seat, row.getLong("version"));
    }

    private void mark(ResultSet row) throws SQLException {
      said.put(
          row.getObject("mark", UUID.class),
          new Said(MessageRow.read(row), row.getObject("digest", UUID.class)));
    }
  }
}
