package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What has to be read for a group, each thing once. */
final class Wanted {
  private final Locked locked;
  private final Set<UUID> conversations = new HashSet<>();
  private final Set<Seat> seats = new HashSet<>();
  private final Set<UserPair> relations = new HashSet<>();
  private final Set<UserPair> directs = new HashSet<>();
  private final Set<UUID> messages = new HashSet<>();
  private final Set<String> users = new HashSet<>();
  private final Set<UUID> keys = new HashSet<>();
  private final Set<UUID> marks = new HashSet<>();

  /**
   * @param locked takes what is read
   */
  Wanted(Locked locked) {
    this.locked = locked;
  }

  void add(Pending<?> pending) {
    pending.decision().reads().stream().map(Read::subject).forEach(this::add);
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
    switch (event) {
      case ConversationEvent about -> conversations.add(about.conversation().value());
      case UserEvent told -> RelationChanges.pair(told).ifPresent(relations::add);
    }
  }

  private void add(Subject subject) {
    switch (subject) {
      case Subject.OfConversation of -> conversations.add(of.id().value());
      case Subject.OfSeat of -> seats.add(of.seat());
      case Subject.OfRelation of -> relations.add(of.pair());
      case Subject.OfDirect of -> directs.add(of.pair());
      case Subject.OfMessage of -> messages.add(of.id().value());
      case Subject.OfSettings of -> users.add(of.user().value());
      case Subject.OfKey of -> keys.add(of.mark());
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
    pairs(script, relations, Subject.OfRelation::new, "chattr_relation", "t.version");
    pairs(script, directs, Subject.OfDirect::new, "chattr_direct", "1");
    if (!messages.isEmpty()) {
      script.query(
          this::message,
          """
          select id, coalesce(version, position) as version from chattr_message
          where id = any(cast(? as uuid array))
          """,
          uuids(messages));
    }
    if (!users.isEmpty()) {
      script.query(
          this::settings,
          """
          select user_id, version from chattr_user_settings
          where user_id = any(cast(? as varchar array))
          """,
          texts(users));
    }
    if (!keys.isEmpty()) {
      script.query(
          this::key,
          "select mark from chattr_done where mark = any(cast(? as uuid array))",
          uuids(keys));
    }
  }

  private void pairs(
      Script script,
      Set<UserPair> pairs,
      Function<UserPair, Subject> subject,
      String table,
      String version) {
    if (!pairs.isEmpty()) {
      List<UserPair> all = List.copyOf(pairs);
      script.query(
          row ->
              locked.set(
                  subject.apply(
                      new UserPair(new UserId(row.getString(1)), new UserId(row.getString(2)))),
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
    locked.set(
        new ConversationId(row.getObject("id", UUID.class)),
        new Locked.Line(row.getLong("version"), row.getLong("last_seq"), row.getLong("activity")));
  }

  private void seat(ResultSet row) throws SQLException {
    var seat =
        new Seat(
            new ConversationId(row.getObject("conversation", UUID.class)),
            new UserId(row.getString("user_id")));
    locked.set(new Subject.OfSeat(seat), row.getLong("version"));
  }

  private void message(ResultSet row) throws SQLException {
    var id = new MessageId(row.getObject("id", UUID.class));
    locked.set(new Subject.OfMessage(id), row.getLong("version"));
  }

  private void settings(ResultSet row) throws SQLException {
    var user = new UserId(row.getString("user_id"));
    locked.set(new Subject.OfSettings(user), row.getLong("version"));
  }

  private void key(ResultSet row) throws SQLException {
    locked.set(new Subject.OfKey(row.getObject("mark", UUID.class)), 1);
  }

  private void mark(ResultSet row) throws SQLException {
    locked
        .said()
        .put(
            row.getObject("mark", UUID.class),
            new Locked.Said(MessageRow.read(row), row.getObject("digest", UUID.class)));
  }
}
