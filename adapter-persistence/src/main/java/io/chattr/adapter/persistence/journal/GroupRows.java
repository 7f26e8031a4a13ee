package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that one group writes, each table in one statement, each row once. */
final class GroupRows {
  private final long time;
  private final List<NewMessage> messages = new ArrayList<>();
  private final List<LogRow> log = new ArrayList<>();
  private final List<Conversation> conversations = new ArrayList<>();
  private final Map<UserPair, ConversationId> directs = new LinkedHashMap<>();
  private final List<NewMember> members = new ArrayList<>();
  private final Map<Seat, Move> moves = new LinkedHashMap<>();
  private final Map<Seat, Long> ended = new LinkedHashMap<>();
  private final Map<FriendRequestId, FriendRequest> requests = new LinkedHashMap<>();
  private final Map<UserPair, Tie> ties = new LinkedHashMap<>();
  // Where the streams end now.
  private final Map<ConversationId, Long> lastPositions = new LinkedHashMap<>();
  private final Map<String, Long> userPositions = new LinkedHashMap<>();

  private record NewMessage(
      long position, Message message, @Nullable UUID mark, @Nullable UUID digest) {}

  private record NewMember(long position, ConversationId conversation, Member member) {}

  private record Move(long position, Watermarks watermarks) {}

  /** Between two people; {@code lastRequest} stays as it is where none is given. */
  private record Tie(boolean friends, @Nullable UUID lastRequest, long version) {}

  GroupRows(long time) {
    this.time = time;
  }

  void message(long position, Message message, @Nullable UUID mark, @Nullable UUID digest) {
    messages.add(new NewMessage(position, message, mark, digest));
    lastPositions.put(message.conversation(), position);
  }

  void log(LogRow row) {
    log.add(row);
    if (row.conversation() != null) {
      lastPositions.put(new ConversationId(row.conversation()), row.position());
    }
    if (row.user() != null) {
      userPositions.put(row.user(), row.position());
    }
  }

  void conversation(Conversation conversation) {
    conversations.add(conversation);
  }

  void direct(UserPair pair, ConversationId conversation) {
    directs.put(pair, conversation);
  }

  void member(long position, ConversationId conversation, Member member) {
    members.add(new NewMember(position, conversation, member));
  }

  void watermarks(long position, Seat seat, Watermarks watermarks) {
    moves.put(seat, new Move(position, watermarks));
  }

  void ended(long position, Seat seat) {
    ended.put(seat, position);
  }

  void request(FriendRequest request) {
    requests.put(request.id(), request);
    ties.put(
        request.pair(),
        new Tie(request.status() == FriendRequest.Status.ACCEPTED, request.id().value(), 1));
  }

  void parted(UserPair pair) {
    Tie before = ties.get(pair);
    ties.put(pair, new Tie(false, before == null ? null : before.lastRequest(), 1));
  }

  void version(UserPair pair, long version) {
    ties.computeIfPresent(pair, (id, tie) -> new Tie(tie.friends(), tie.lastRequest(), version));
  }

  Script writing(Locked locked) {
    var script = new Script();
    messagesInto(script);
    conversationsInto(script, locked);
    membersInto(script);
    relationsInto(script);
    logInto(script);
    return script;
  }

  private void messagesInto(Script script) {
    if (messages.isEmpty()) {
      return;
    }
    script.update(
        """
        insert into chattr_message (id, conversation, seq, position, sender, kind, custom_type,
          body, client_id, mark, digest, reply_to, metadata, created_at)
        select s.id, s.conversation, s.seq, s.position, s.sender, s.kind, s.custom_type,
          s.body, s.client_id, s.mark, s.digest, s.reply_to, s.metadata, ?
        from unnest(
          cast(? as uuid array), cast(? as uuid array), cast(? as bigint array),
          cast(? as bigint array), cast(? as varchar array), cast(? as varchar array),
          cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
          cast(? as uuid array), cast(? as uuid array), cast(? as uuid array),
          cast(? as varchar array))
          as s (id, conversation, seq, position, sender, kind, custom_type, body, client_id,
            mark, digest, reply_to, metadata)\
        """,
        time,
        uuids(messages, row -> row.message().id().value()),
        uuids(messages, row -> row.message().conversation().value()),
        longs(messages, row -> row.message().seq()),
        longs(messages, NewMessage::position),
        texts(messages, row -> row.message().sender().value()),
        texts(messages, row -> MessageRow.kind(row.message().content())),
        texts(messages, row -> MessageRow.customType(row.message().content())),
        texts(messages, row -> MessageRow.body(row.message().content())),
        texts(messages, row -> row.message().clientId().map(ClientMessageId::value).orElse(null)),
        uuids(messages, NewMessage::mark),
        uuids(messages, NewMessage::digest),
        uuids(messages, row -> row.message().replyTo().map(MessageId::value).orElse(null)),
        texts(messages, row -> row.message().metadata().map(Metadata::json).orElse(null)));
  }

  private void conversationsInto(Script script, Locked locked) {
    if (!conversations.isEmpty()) {
      script.update(
          """
          insert into chattr_conversation
            (id, type, title, created_at, version, last_seq, activity, last_position)
          select s.id, s.type, s.title, s.created_at, 0, 0, 0, 0
          from unnest(cast(? as uuid array), cast(? as varchar array), cast(? as varchar array),
            cast(? as bigint array)) as s (id, type, title, created_at)\
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
          from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as uuid array))
            as s (low, high, conversation)\
          """,
          texts(directs.keySet(), pair -> pair.low().value()),
          texts(directs.keySet(), pair -> pair.high().value()),
          uuids(directs.values(), ConversationId::value));
    }
    if (!lastPositions.isEmpty()) {
      var lines = lastPositions.keySet().stream().map(locked.lines()::get).toList();
      script.update(
          """
          merge into chattr_conversation c
          using (
            select s.id, s.version, s.last_seq, s.activity, s.last_position
            from unnest(cast(? as uuid array), cast(? as bigint array), cast(? as bigint array),
              cast(? as bigint array), cast(? as bigint array))
              as s (id, version, last_seq, activity, last_position)) s
          on c.id = s.id
          when matched then update set version = s.version, last_seq = s.last_seq,
            activity = s.activity, last_position = s.last_position\
          """,
          uuids(lastPositions.keySet(), ConversationId::value),
          longs(lines, Locked.Line::version),
          longs(lines, Locked.Line::lastSeq),
          longs(lines, Locked.Line::activity),
          longs(lastPositions.values()));
    }
  }

  private void membersInto(Script script) {
    if (!members.isEmpty()) {
      script.update(
          """
          insert into chattr_membership (conversation, user_id, from_position, to_position, role,
            visible_from_seq, delivered_up_to, read_up_to, version)
          select s.conversation, s.user_id, s.position, ?, s.role,
            s.visible_from_seq, s.delivered_up_to, s.read_up_to, s.position
          from unnest(cast(? as uuid array), cast(? as varchar array), cast(? as bigint array),
            cast(? as varchar array), cast(? as bigint array), cast(? as bigint array),
            cast(? as bigint array))
            as s (conversation, user_id, position, role, visible_from_seq, delivered_up_to,
              read_up_to)\
          """,
          Interval.OPEN,
          uuids(members, row -> row.conversation().value()),
          texts(members, row -> row.member().user().value()),
          longs(members, NewMember::position),
          texts(members, row -> row.member().role().name()),
          longs(members, row -> row.member().visibleFromSeq()),
          longs(members, row -> row.member().watermarks().deliveredUpTo()),
          longs(members, row -> row.member().watermarks().readUpTo()));
    }
    if (!moves.isEmpty()) {
      script.update(
          """
          merge into chattr_membership m
          using (
            select s.conversation, s.user_id, s.delivered_up_to, s.read_up_to, s.position
            from unnest(cast(? as uuid array), cast(? as varchar array), cast(? as bigint array),
              cast(? as bigint array), cast(? as bigint array))
              as s (conversation, user_id, delivered_up_to, read_up_to, position)) s
          on m.conversation = s.conversation and m.user_id = s.user_id and m.to_position = %d
          when matched then update set delivered_up_to = s.delivered_up_to,
            read_up_to = s.read_up_to, version = s.position\
          """
              .formatted(Interval.OPEN),
          uuids(moves.keySet(), seat -> seat.conversation().value()),
          texts(moves.keySet(), seat -> seat.user().value()),
          longs(moves.values(), move -> move.watermarks().deliveredUpTo()),
          longs(moves.values(), move -> move.watermarks().readUpTo()),
          longs(moves.values(), Move::position));
    }
    if (!ended.isEmpty()) {
      script.update(
          """
          merge into chattr_membership m
          using (
            select s.conversation, s.user_id, s.position
            from unnest(cast(? as uuid array), cast(? as varchar array), cast(? as bigint array))
              as s (conversation, user_id, position)) s
          on m.conversation = s.conversation and m.user_id = s.user_id and m.to_position = %d
          when matched then update set to_position = s.position, version = s.position\
          """
              .formatted(Interval.OPEN),
          uuids(ended.keySet(), seat -> seat.conversation().value()),
          texts(ended.keySet(), seat -> seat.user().value()),
          longs(ended.values()));
    }
  }

  private void relationsInto(Script script) {
    if (!requests.isEmpty()) {
      script.update(
          """
          merge into chattr_friend_request r
          using (
            select s.id, s.sender, s.receiver, s.status, s.created_at
            from unnest(cast(? as uuid array), cast(? as varchar array), cast(? as varchar array),
              cast(? as varchar array), cast(? as bigint array))
              as s (id, sender, receiver, status, created_at)) s
          on r.id = s.id
          when matched then update set status = s.status
          when not matched then insert (id, sender, receiver, status, created_at)
            values (s.id, s.sender, s.receiver, s.status, s.created_at)\
          """,
          uuids(requests.keySet(), FriendRequestId::value),
          texts(requests.values(), request -> request.sender().value()),
          texts(requests.values(), request -> request.receiver().value()),
          texts(requests.values(), request -> request.status().name()),
          longs(requests.values(), request -> request.createdAt().toEpochMilli()));
    }
    if (!ties.isEmpty()) {
      script.update(
          """
          merge into chattr_relation a
          using (
            select s.low, s.high, s.friends, s.last_request, s.version
            from unnest(cast(? as varchar array), cast(? as varchar array),
              cast(? as bigint array), cast(? as uuid array), cast(? as bigint array))
              as s (low, high, friends, last_request, version)) s
          on a.low = s.low and a.high = s.high
          when matched then update set friends = (s.friends = 1), version = s.version,
            last_request = coalesce(s.last_request, a.last_request)
          when not matched then insert (low, high, friends, last_request, version)
            values (s.low, s.high, s.friends = 1, s.last_request, s.version)\
          """,
          texts(ties.keySet(), pair -> pair.low().value()),
          texts(ties.keySet(), pair -> pair.high().value()),
          longs(ties.values(), tie -> tie.friends() ? 1L : 0L),
          uuids(ties.values(), Tie::lastRequest),
          longs(ties.values(), Tie::version));
    }
  }

  private void logInto(Script script) {
    if (log.isEmpty()) {
      return;
    }
    script.update(
        """
        insert into chattr_log (position, kind, kind_version, logged_at, conversation, user_id,
          users, subject, seq)
        select s.position, s.kind, s.kind_version, ?, s.conversation, s.user_id,
          s.users, s.subject, s.seq
        from unnest(cast(? as bigint array), cast(? as varchar array), cast(? as bigint array),
          cast(? as uuid array), cast(? as varchar array), cast(? as varchar array),
          cast(? as uuid array), cast(? as bigint array))
          as s (position, kind, kind_version, conversation, user_id, users, subject, seq)\
        """,
        time,
        longs(log, LogRow::position),
        texts(log, LogRow::kind),
        longs(log, row -> (long) row.version()),
        uuids(log, LogRow::conversation),
        texts(log, LogRow::user),
        texts(log, LogRow::users),
        uuids(log, LogRow::subject),
        longs(log, LogRow::seq));
    if (!userPositions.isEmpty()) {
      script.update(
          """
          merge into chattr_user_stream u
          using (
            select s.user_id, s.position
            from unnest(cast(? as varchar array), cast(? as bigint array))
              as s (user_id, position)) s
          on u.user_id = s.user_id
          when matched then update set last_position = s.position
          when not matched then insert (user_id, last_position) values (s.user_id, s.position)\
          """,
          texts(userPositions.keySet()),
          longs(userPositions.values()));
    }
  }
}
