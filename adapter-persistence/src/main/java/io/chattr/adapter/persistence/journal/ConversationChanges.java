package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.PermissionCodes;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conversations that a group begins, and how far it moves those that are there. */
final class ConversationChanges {
  private final Locked locked;
  private final List<Conversation> begun = new ArrayList<>();
  private final Map<ConversationId, Conversation> described = new LinkedHashMap<>();
  private final Map<UserPair, ConversationId> directs = new LinkedHashMap<>();
  private final Map<ConversationId, Long> lastPositions = new LinkedHashMap<>();

  ConversationChanges(Locked locked) {
    this.locked = locked;
  }

  void begin(long position, Conversation state) {
    begun.add(state);
    locked.set(state.id(), new Locked.Line(state.version(), state.lastSeq(), position));
    if (state.type() == ConversationType.DIRECT) {
      var pair = UserPair.of(state.members().get(0).user(), state.members().get(1).user());
      directs.put(pair, state.id());
      locked.set(new Subject.OfDirect(pair), 1);
    }
  }

  void describe(Conversation state) {
    described.put(state.id(), state);
  }

  /** Something happened in its stream. */
  void happened(ConversationId conversation, long position) {
    lastPositions.put(conversation, position);
  }

  void into(Script script) {
    if (!begun.isEmpty()) {
      script.update(
          """
          insert into chattr_conversation (id, title, metadata, member_permissions, history,
            type, created_at, version, last_seq, activity, last_position)
          select s.id, s.title, s.metadata, s.member_permissions, s.history,
            s.type, s.created_at, 0, 0, 0, 0
          from {rows} as s (id, title, metadata, member_permissions, history, type, created_at)
          """,
          details(
              begun,
              texts(begun, row -> row.type().name()),
              longs(begun, row -> row.createdAt().toEpochMilli())));
    }
    if (!described.isEmpty()) {
      script.update(
          """
          merge into chattr_conversation c
          using (
            select s.id, s.title, s.metadata, s.member_permissions, s.history
            from {rows} as s (id, title, metadata, member_permissions, history)) s
          on c.id = s.id
          when matched then update set title = s.title, metadata = s.metadata,
            member_permissions = s.member_permissions, history = s.history
          """,
          details(described.values()));
    }
    if (!directs.isEmpty()) {
      script.update(
          """
          insert into chattr_direct (low, high, conversation)
          select s.low, s.high, s.conversation
          from {rows} as s (low, high, conversation)
          """,
          texts(directs.keySet(), pair -> pair.low().value()),
          texts(directs.keySet(), pair -> pair.high().value()),
          uuids(directs.values(), ConversationId::value));
    }
    if (!lastPositions.isEmpty()) {
      List<Locked.Line> ends = lastPositions.keySet().stream().map(locked::line).toList();
      script.update(
          """
          merge into chattr_conversation c
          using (
            select s.id, s.version, s.last_seq, s.activity, s.last_position
            from {rows} as s (id, version, last_seq, activity, last_position)) s
          on c.id = s.id
          when matched then update set version = s.version, last_seq = s.last_seq,
            activity = s.activity, last_position = s.last_position
          """,
          uuids(lastPositions.keySet(), ConversationId::value),
          longs(ends, Locked.Line::version),
          longs(ends, Locked.Line::lastSeq),
          longs(ends, Locked.Line::activity),
          longs(lastPositions.values()));
    }
  }

  /** The columns of ids and details, with {@code more} behind them. */
  private static Object[] details(Collection<Conversation> rows, Object... more) {
    var columns = new ArrayList<Object>();
    columns.add(uuids(rows, row -> row.id().value()));
    columns.add(texts(rows, row -> row.title().map(Title::value).orElse(null)));
    columns.add(texts(rows, row -> row.details().metadata().map(Metadata::json).orElse(null)));
    columns.add(texts(rows, row -> PermissionCodes.text(row.details().memberPermissions())));
    columns.add(texts(rows, row -> row.details().historyForNewMembers().name()));
    columns.addAll(List.of(more));
    return columns.toArray();
  }
}
