package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conversations that a group begins, and how far it moves those that are there. */
final class ConversationChanges {
  private final List<Conversation> conversations = new ArrayList<>();
  private final Map<UserPair, ConversationId> directs = new LinkedHashMap<>();
  private final Map<ConversationId, Long> lastPositions = new LinkedHashMap<>();

  void begin(Conversation conversation) {
    conversations.add(conversation);
  }

  void direct(UserPair pair, ConversationId conversation) {
    directs.put(pair, conversation);
  }

  /** Something happened in its stream. */
  void happened(ConversationId conversation, long position) {
    lastPositions.put(conversation, position);
  }

  void into(Script script, Map<ConversationId, Locked.Line> lines) {
    if (!conversations.isEmpty()) {
      script.update(
          """
          insert into chattr_conversation
            (id, type, title, created_at, version, last_seq, activity, last_position)
          select s.id, s.type, s.title, s.created_at, 0, 0, 0, 0
          from {rows} as s (id, type, title, created_at)
          """,
          uuids(conversations, row -> row.id().value()),
          texts(conversations, row -> row.type().name()),
          texts(conversations, row -> row.title().map(Title::value).orElse(null)),
          longs(conversations, row -> row.createdAt().toEpochMilli()));
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
      var ends = lastPositions.keySet().stream().map(lines::get).toList();
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
}
