package io.chattr.testkit.law;

import static java.util.Objects.requireNonNull;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.ForwardMessage;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.port.Store;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few people who do whatever people do, at random: the same from the same random numbers. Safe
 * for many threads, each with random numbers of its own.
 */
final class Town {
  private static final int PEOPLE = 5;

  private final Chattr chattr;
  private final Chat chat;
  private final List<UserId> people;
  private final List<ConversationId> rooms = new CopyOnWriteArrayList<>();
  private final List<FriendRequest> requests = new CopyOnWriteArrayList<>();
  private final List<PostMessage.Command> sends = new CopyOnWriteArrayList<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  // Few, so that some are used again: for the same, or for something else.
  private final List<IdempotencyKey> keys =
      Stream.generate(() -> new IdempotencyKey(Fresh.word())).limit(40).toList();

  Town(Chattr chattr, Store store) {
    this.chattr = chattr;
    this.chat = new Chat(store);
    this.people = IntStream.range(0, PEOPLE).mapToObj(i -> Fresh.person("person" + i)).toList();
  }

  List<UserId> people() {
    return people;
  }

  List<ConversationId> rooms() {
    return rooms;
  }

  /** {@code count} things happen, one after the other. */
  void live(SplittableRandom random, int count) {
    for (int i = 0; i < count; i++) {
      happen(random);
    }
  }

  /** {@code count} things happen on each of {@code threads}. */
  void liveAtOnce(SplittableRandom random, int threads, int count) {
    List<SplittableRandom> randoms =
        IntStream.range(0, threads).mapToObj(i -> random.split()).toList();
    Race.of(
        threads,
        thread ->
            () -> {
              live(randoms.get(thread), count);
              return thread;
            });
  }

  private void happen(SplittableRandom random) {
    try {
      act(random);
    } catch (Rejected refused) {
      // A command may come too late or from the wrong one; a busy store would be news.
      if (refused.failure() instanceof Failure.Busy) {
        throw refused;
      }
    }
  }

  private void act(SplittableRandom random) {
    UserId one = any(people, random);
    UserId other = otherThan(one, random);
    switch (random.nextInt(36)) {
      case 0, 1 -> requests.add(chattr.befriend().request(one, other).value());
      case 2 -> answer(random);
      case 3 -> chattr.befriend().remove(one, other);
      case 4 -> open(new OpenConversation.Command.Direct(one, other));
      case 5 ->
          open(
              new OpenConversation.Command.Group(
                  one,
                  Details.of(new Title("Group")),
                  new HashSet<>(List.of(other, any(people, random))),
                  random.nextBoolean() ? Optional.of(any(keys, random)) : Optional.empty()));
      case 6, 7 -> changeMembers(one, other, random);
      case 8 -> repeat(random);
      case 9, 10, 11, 12 -> mark(random);
      case 13, 14, 15, 16, 17, 18 -> touch(one, random);
      case 19 -> manage(one, other, random);
      case 20 -> arrange(one, random);
      case 21 -> relate(one, other, random);
      default -> post(one, random);
    }
  }

  /** Does something to a message. */
  private void touch(UserId one, SplittableRandom random) {
    if (messages.isEmpty()) {
      return;
    }
    Message message = any(messages, random);
    MessageId id = message.id();
    UserId mostly = random.nextInt(4) == 0 ? one : message.sender();
    var emoji = new Emoji(random.nextBoolean() ? "👍" : "❤️");
    switch (random.nextInt(12)) {
      case 0, 1 ->
          chattr
              .editMessage()
              .handle(
                  new EditMessage.Command(mostly, id, new Text("edit " + random.nextInt(1000))));
      case 2 ->
          chattr
              .deleteMessage()
              .handle(new DeleteMessage.Command(mostly, id, DeleteMessage.Scope.EVERYONE));
      case 3, 4 ->
          chattr.deleteMessage().handle(new DeleteMessage.Command(one, id, DeleteMessage.Scope.ME));
      case 5, 6 -> chattr.markMessage().react(one, id, emoji);
      case 7 -> chattr.markMessage().unreact(one, id, emoji);
      case 8 -> chattr.markMessage().pin(one, id);
      case 9 -> chattr.markMessage().unpin(one, id);
      case 10 -> chattr.markMessage().star(one, id, random.nextBoolean());
      default ->
          chattr
              .forwardMessage()
              .handle(
                  new ForwardMessage.Command(
                      one, id, Set.of(any(rooms, random)), Optional.of(any(keys, random))));
    }
  }

  /** Changes a group itself. */
  private void manage(UserId one, UserId other, SplittableRandom random) {
    if (rooms.isEmpty()) {
      return;
    }
    ConversationId room = any(rooms, random);
    switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          chattr
              .changeGroup()
              .update(
                  one,
                  room,
                  other,
                  new MemberChange(
                      Optional.of(any(List.of(MemberRole.values()), random)),
                      random.nextBoolean()
                          ? Optional.of(Permissions.of(Permission.PIN))
                          : Optional.empty(),
                      Optional.empty()));
      case 3, 4, 5 ->
          chattr
              .changeGroup()
              .describe(
                  one,
                  room,
                  new DetailsChange(
                      Optional.of(new Title("Title " + random.nextInt(100))),
                      Optional.empty(),
                      Optional.empty(),
                      random.nextBoolean()
                          ? Optional.of(any(List.of(History.values()), random))
                          : Optional.empty()));
      case 6 -> chattr.changeGroup().delete(one, room);
      default -> chattr.announceProfile().handle(one);
    }
  }

  private void arrange(UserId one, SplittableRandom random) {
    if (rooms.isEmpty()) {
      return;
    }
    ConversationId room = any(rooms, random);
    if (random.nextBoolean() && chat.room(room).now().type() == ConversationType.DIRECT) {
      chattr.changeGroup().delete(one, room);
    } else {
      chattr
          .arrangeConversation()
          .handle(
              new ArrangeConversation.Command(
                  new Seat(room, one),
                  Optional.of(random.nextBoolean()),
                  Optional.of(random.nextBoolean()),
                  Optional.empty()));
    }
  }

  private void relate(UserId one, UserId other, SplittableRandom random) {
    switch (random.nextInt(6)) {
      case 0 -> chattr.block().block(one, other);
      case 1, 2, 3 -> chattr.block().unblock(one, other);
      default ->
          chattr
              .chooseSettings()
              .handle(new ChooseSettings.Command(one, Optional.of(random.nextBoolean())));
    }
  }

  private void answer(SplittableRandom random) {
    if (requests.isEmpty()) {
      return;
    }
    FriendRequest request = any(requests, random);
    switch (random.nextInt(4)) {
      case 0 -> chattr.befriend().reject(request.id(), request.receiver());
      case 1 -> chattr.befriend().cancel(request.id(), request.sender());
      default -> chattr.befriend().accept(request.id(), request.receiver());
    }
  }

  private void open(OpenConversation.Command command) {
    ConversationId id = chattr.openConversation().handle(command).value().id();
    if (!rooms.contains(id)) {
      rooms.add(id);
    }
  }

  private void changeMembers(UserId one, UserId other, SplittableRandom random) {
    if (rooms.isEmpty()) {
      return;
    }
    ConversationId room = any(rooms, random);
    switch (random.nextInt(5)) {
      case 0 -> chattr.changeMembers().remove(one, room, other);
      case 1 -> chattr.changeMembers().remove(other, room, other);
      case 2 -> addWithoutHistory(room, other);
      default -> chattr.changeMembers().add(one, room, other);
    }
  }

  private void addWithoutHistory(ConversationId id, UserId user) {
    var room = chat.room(id);
    if (room.now().type() == ConversationType.GROUP && room.now().member(user).isEmpty()) {
      room.addWithoutHistory(user);
    }
  }

  private void post(UserId sender, SplittableRandom random) {
    if (rooms.isEmpty()) {
      return;
    }
    var command =
        new PostMessage.Command(
            sender,
            any(rooms, random),
            new Text("text " + random.nextInt(1000)),
            random.nextBoolean() ? Optional.of(Fresh.clientId()) : Optional.empty(),
            random.nextInt(4) == 0 && !messages.isEmpty()
                ? Optional.of(any(messages, random).id())
                : Optional.empty(),
            Optional.empty());
    messages.add(chattr.postMessage().handle(command).value());
    if (command.clientId().isPresent()) {
      sends.add(command);
    }
  }

  private void repeat(SplittableRandom random) {
    if (!sends.isEmpty()) {
      var again = chattr.postMessage().handle(any(sends, random));
      if (!again.repeated()) {
        throw new AssertionError("sent twice: " + again.value());
      }
    }
  }

  private void mark(SplittableRandom random) {
    if (messages.isEmpty()) {
      return;
    }
    Message message = any(messages, random);
    var target =
        random.nextBoolean()
            ? new MarkMessages.Target.ById(message.id())
            : new MarkMessages.Target.BySeq(message.conversation(), message.seq());
    var mark = random.nextBoolean() ? MarkMessages.Mark.READ : MarkMessages.Mark.DELIVERED;
    chattr.markMessages().handle(new MarkMessages.Command(any(people, random), target, mark));
  }

  private UserId otherThan(UserId one, SplittableRandom random) {
    int others = random.nextInt(people.size() - 1);
    return people.stream().filter(person -> !person.equals(one)).toList().get(others);
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return requireNonNull(all.get(random.nextInt(all.size())));
  }
}
