package io.chattr.testkit.law;

import static java.util.Objects.requireNonNull;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Store;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

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
    switch (random.nextInt(20)) {
      case 0, 1 -> requests.add(chattr.befriend().request(one, other).value());
      case 2 -> answer(random);
      case 3 -> chattr.befriend().remove(one, other);
      case 4 -> open(new OpenConversation.Command.Direct(one, other));
      case 5 ->
          open(
              new OpenConversation.Command.Group(
                  one, new Title("Group"), new HashSet<>(List.of(other, any(people, random)))));
      case 6, 7 -> changeMembers(one, other, random);
      case 8 -> repeat(random);
      case 9, 10, 11, 12 -> mark(random);
      default -> post(one, random);
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
    if (room.now().title().isPresent() && room.now().member(user).isEmpty()) {
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
