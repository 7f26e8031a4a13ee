package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who comes, who goes, and who gets how far in a group of decisions. */
final class MemberChanges {
  private final List<Row> members = new ArrayList<>();
  private final Map<Seat, Move> moves = new LinkedHashMap<>();
  private final Map<Seat, Long> ended = new LinkedHashMap<>();

  private record Row(long position, ConversationId conversation, Member member) {}

  private record Move(long position, Watermarks watermarks) {}

  void come(long position, ConversationId conversation, Member member) {
    members.add(new Row(position, conversation, member));
  }

  void move(long position, Seat seat, Watermarks watermarks) {
    moves.put(seat, new Move(position, watermarks));
  }

  void go(long position, Seat seat) {
    ended.put(seat, position);
  }

  void into(Script script) {
    if (!members.isEmpty()) {
      script.update(
          """
          insert into chattr_membership (conversation, user_id, from_position, to_position, role,
            visible_from_seq, delivered_up_to, read_up_to, version)
          select s.conversation, s.user_id, s.position, ?, s.role,
            s.visible_from_seq, s.delivered_up_to, s.read_up_to, s.position
          from {rows} as s (conversation, user_id, position, role, visible_from_seq, delivered_up_to,
              read_up_to)
          """,
          Interval.OPEN,
          uuids(members, row -> row.conversation().value()),
          texts(members, row -> row.member().user().value()),
          longs(members, Row::position),
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
            from {rows} as s (conversation, user_id, delivered_up_to, read_up_to, position)) s
          on m.conversation = s.conversation and m.user_id = s.user_id and m.to_position = %d
          when matched then update set delivered_up_to = s.delivered_up_to,
            read_up_to = s.read_up_to, version = s.position
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
            from {rows} as s (conversation, user_id, position)) s
          on m.conversation = s.conversation and m.user_id = s.user_id and m.to_position = %d
          when matched then update set to_position = s.position, version = s.position
          """
              .formatted(Interval.OPEN),
          uuids(ended.keySet(), seat -> seat.conversation().value()),
          texts(ended.keySet(), seat -> seat.user().value()),
          longs(ended.values()));
    }
  }
}
