package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.PermissionCodes;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.identity.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who comes, who goes, who gets how far, and what becomes of their seats in a group. */
final class MemberChanges {
  private final Locked locked;
  private final List<Row> members = new ArrayList<>();
  private final SeatUpdates<Watermarks> moved =
      new SeatUpdates<Watermarks>()
          .number("delivered_up_to", Watermarks::deliveredUpTo)
          .number("read_up_to", Watermarks::readUpTo);
  private final SeatUpdates<Member> updated =
      new SeatUpdates<Member>()
          .text("role", member -> member.role().name())
          .text("granted", member -> PermissionCodes.text(member.grants().granted()))
          .text("denied", member -> PermissionCodes.text(member.grants().denied()));
  private final SeatUpdates<ConversationSettings> arranged =
      new SeatUpdates<ConversationSettings>()
          .flag("muted", ConversationSettings::muted)
          .flag("archived", ConversationSettings::archived)
          .flag("pinned", ConversationSettings::pinned)
          .number("hidden_up_to", ConversationSettings::hiddenUpTo);
  private final Map<Seat, Long> removed = new LinkedHashMap<>();
  private final Map<ConversationId, Long> ended = new LinkedHashMap<>();

  MemberChanges(Locked locked) {
    this.locked = locked;
  }

  private record Row(long position, ConversationId conversation, Member member) {}

  void begin(long position, Conversation state) {
    state.members().forEach(member -> come(position, state.id(), member));
  }

  MemberAdded add(long position, MemberAdded event) {
    ConversationId conversation = event.conversation();
    MemberAdded stamped = event.at(locked.line(conversation).lastSeq());
    come(position, conversation, stamped.member());
    return stamped;
  }

  private void come(long position, ConversationId conversation, Member member) {
    members.add(new Row(position, conversation, member));
    locked.set(new Subject.OfSeat(new Seat(conversation, member.user())), position);
  }

  StatusMoved move(long position, StatusMoved event) {
    for (Move move : event.moves()) {
      var seat = new Seat(event.conversation(), move.user());
      moved.put(position, seat, move.watermarks());
      locked.set(new Subject.OfSeat(seat), position);
    }
    return event;
  }

  MemberUpdated update(long position, MemberUpdated event) {
    var seat = new Seat(event.conversation(), event.member().user());
    updated.put(position, seat, event.member());
    locked.set(new Subject.OfSeat(seat), position);
    return event;
  }

  void arrange(long position, ConversationArranged event) {
    var seat = new Seat(event.conversation(), event.user());
    arranged.put(position, seat, event.settings());
    locked.set(new Subject.OfSeat(seat), position);
  }

  MemberRemoved remove(long position, MemberRemoved event) {
    var seat = new Seat(event.conversation(), event.member());
    removed.put(seat, position);
    locked.set(new Subject.OfSeat(seat), 0);
    return event;
  }

  /** Every membership that is open ends. */
  void end(long position, ConversationId conversation) {
    ended.put(conversation, position);
    locked.vacate(conversation);
  }

  void into(Script script) {
    if (!members.isEmpty()) {
      script.update(
          """
          insert into chattr_membership (conversation, user_id, from_position, to_position, role,
            granted, denied, visible_from_seq, delivered_up_to, read_up_to, version)
          select s.conversation, s.user_id, s.position, ?, s.role,
            s.granted, s.denied, s.visible_from_seq, s.delivered_up_to, s.read_up_to, s.position
          from {rows} as s (conversation, user_id, position, role, granted, denied,
              visible_from_seq, delivered_up_to, read_up_to)
          """,
          Interval.OPEN,
          uuids(members, row -> row.conversation().value()),
          texts(members, row -> row.member().user().value()),
          longs(members, Row::position),
          texts(members, row -> row.member().role().name()),
          texts(members, row -> PermissionCodes.text(row.member().grants().granted())),
          texts(members, row -> PermissionCodes.text(row.member().grants().denied())),
          longs(members, row -> row.member().visibleFromSeq()),
          longs(members, row -> row.member().watermarks().deliveredUpTo()),
          longs(members, row -> row.member().watermarks().readUpTo()));
    }
    moved.into(script);
    updated.into(script);
    arranged.into(script);
    if (!removed.isEmpty()) {
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
          uuids(removed.keySet(), seat -> seat.conversation().value()),
          texts(removed.keySet(), seat -> seat.user().value()),
          longs(removed.values()));
    }
    if (!ended.isEmpty()) {
      script.update(
          """
          merge into chattr_membership m
          using (
            select s.conversation, s.position from {rows} as s (conversation, position)) s
          on m.conversation = s.conversation and m.to_position = %d
          when matched then update set to_position = s.position, version = s.position
          """
              .formatted(Interval.OPEN),
          uuids(ended.keySet(), ConversationId::value),
          longs(ended.values()));
    }
  }
}
