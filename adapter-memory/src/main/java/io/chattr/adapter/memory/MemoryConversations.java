package io.chattr.adapter.memory;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Arrangement;
import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.decision.Standing.Tie;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class MemoryConversations implements Conversations {
  // As text, the way in which databases sort them.
  private static final Comparator<ConversationId> BY_ID =
      Comparator.comparing(ConversationId::toString);

  private final Tables tables;

  MemoryConversations(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    return tables.reading(() -> room(id).map(Room::state));
  }

  @Override
  public Optional<Conversation> findDirect(UserPair pair) {
    return tables.reading(
        () -> Optional.ofNullable(tables.directs.get(pair)).flatMap(this::room).map(Room::state));
  }

  @Override
  public Optional<Standing> standing(Seat seat) {
    return seated(
        seat,
        (room, member) ->
            new Standing(
                seat.conversation(),
                room.type(),
                seat.user(),
                member.role(),
                member.permissions(room.details.memberPermissions()),
                member.visibleFromSeq(),
                tie(room),
                room.version));
  }

  private Optional<Tie> tie(Room room) {
    return room.pair()
        .map(tables::relation)
        .map(relation -> new Tie(relation.pair(), relation.isBlocked(), relation.version()));
  }

  @Override
  public Optional<Standing> recentStanding(Seat seat) {
    return standing(seat).filter(standing -> standing.can(Permission.POST));
  }

  @Override
  public Optional<Progress> progress(Seat seat) {
    return seated(
        seat,
        (room, member) ->
            new Progress(
                seat,
                room.type(),
                member.visibleFromSeq(),
                member.watermarks(),
                room.members.size() > Progress.CROWD,
                room.seatVersion(seat.user())));
  }

  @Override
  public Optional<Arrangement> arrangement(Seat seat) {
    return seated(
        seat,
        (room, member) ->
            new Arrangement(
                seat, room.settings(seat.user()), room.lastSeq(), room.seatVersion(seat.user())));
  }

  @Override
  public Set<UserId> present(ConversationId id, Collection<UserId> users) {
    return tables.reading(
        () ->
            room(id).stream()
                .flatMap(room -> users.stream().filter(room.members::containsKey))
                .collect(Collectors.toSet()));
  }

  @Override
  public List<ConversationId> of(UserId user, Optional<ConversationId> last, int limit) {
    return tables.reading(
        () ->
            rooms(user)
                .filter(room -> room.members.containsKey(user))
                .map(room -> room.state().id())
                .filter(id -> last.isEmpty() || BY_ID.compare(id, last.get()) > 0)
                .sorted(BY_ID)
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<Once> done(UUID mark) {
    return tables.reading(() -> Optional.ofNullable(tables.done.get(mark)));
  }

  @Override
  public Optional<Overview> overview(Seat seat) {
    return seated(seat, (room, member) -> room.overview(member, hidden(seat.user())));
  }

  @Override
  public Page<Overview> overviews(UserId reader, PageRequest page) {
    return tables.reading(
        () ->
            Pages.of(
                rooms(reader)
                    .flatMap(room -> Present.of(room, reader).stream())
                    .filter(present -> !present.isHidden())
                    .sorted(Comparator.comparingLong(Present::age)),
                Present::age,
                page,
                present -> present.room().overview(present.member(), hidden(reader))));
  }

  /** Somebody in a room where they are a member now. */
  private record Present(Room room, Member member) {
    static Optional<Present> of(Room room, UserId user) {
      return Optional.ofNullable(room.members.get(user)).map(member -> new Present(room, member));
    }

    boolean isHidden() {
      return room.settings(member.user()).hides(room.lastSeq());
    }

    long age() {
      return -room.activity;
    }
  }

  @Override
  public Optional<Unread> unread(Seat seat) {
    return seated(
        seat,
        (room, member) ->
            new Unread(
                seat.conversation(), room.unread(member, hidden(seat.user())), room.lastSeq()));
  }

  @Override
  public List<Interval> intervals(ConversationId id, long position) {
    return tables.reading(
        () ->
            room(id).stream()
                .flatMap(room -> room.intervals.stream())
                .filter(interval -> interval.to() >= position)
                .toList());
  }

  @Override
  public List<Undelivered> undelivered(UserId user, long position) {
    return tables.reading(
        () ->
            rooms(user)
                .filter(room -> room.members.size() <= Progress.CROWD)
                .flatMap(room -> undelivered(room, user, position).stream())
                .toList());
  }

  private static Optional<Undelivered> undelivered(Room room, UserId user, long position) {
    return Optional.ofNullable(room.members.get(user))
        .flatMap(
            member ->
                room.stream
                    .upTo(position)
                    .filter(MessagePosted.class::isInstance)
                    .map(event -> ((MessagePosted) event).message())
                    .filter(message -> !message.sender().equals(user))
                    .findFirst()
                    .filter(newest -> newest.seq() > member.watermarks().deliveredUpTo())
                    .filter(newest -> newest.seq() >= member.visibleFromSeq())
                    .map(
                        newest ->
                            new Undelivered(
                                new Seat(newest.conversation(), user),
                                new Newest(newest.id(), newest.seq()))));
  }

  private <T> Optional<T> seated(Seat seat, BiFunction<Room, Member, T> view) {
    return tables.reading(
        () ->
            room(seat.conversation())
                .flatMap(
                    room ->
                        Optional.ofNullable(room.members.get(seat.user()))
                            .map(member -> view.apply(room, member))));
  }

  private Set<MessageId> hidden(UserId user) {
    Person person = tables.people.get(user);
    return person == null ? Set.of() : person.hidden;
  }

  private Optional<Room> room(ConversationId id) {
    return Optional.ofNullable(tables.rooms.get(id));
  }

  private Stream<Room> rooms(UserId user) {
    return Optional.ofNullable(tables.people.get(user)).stream()
        .flatMap(person -> person.rooms.stream())
        .flatMap(id -> room(id).stream());
  }
}
