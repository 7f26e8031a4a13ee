package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation.Command;
import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conversations that are there before anything is measured; each has one who writes. */
record Rooms(List<Room> all) {
  // 64 bytes.
  private static final Text TEXT =
      new Text("The quick brown fox jumps over the lazy dog, and then sits down.");

  record Room(ConversationId conversation, UserId writer) {}

  /** Direct conversations. */
  static Rooms open(SqlDatabase database, int count) {
    return open(
        database,
        count,
        (writer, number) -> new Command.Direct(writer, new UserId("reader-" + number)));
  }

  /** Groups of {@code size}. */
  static Rooms groups(SqlDatabase database, int count, int size) {
    Set<UserId> readers =
        IntStream.range(1, size)
            .mapToObj(number -> new UserId("reader-" + number))
            .collect(Collectors.toSet());
    var title = new Title("Group of " + size);
    return open(database, count, (writer, number) -> new Command.Group(writer, title, readers));
  }

  private interface Opening {
    Command by(UserId writer, int number);
  }

  private static Rooms open(SqlDatabase database, int count, Opening opening) {
    try (SqlStore store = SqlStore.open(database);
        Chattr chattr = Chattr.on(store).build()) {
      return new Rooms(
          IntStream.range(0, count).parallel().mapToObj(i -> open(chattr, i, opening)).toList());
    }
  }

  private static Room open(Chattr chattr, int number, Opening opening) {
    var writer = new UserId("writer-" + number);
    var opened = chattr.openConversation().handle(opening.by(writer, number));
    return new Room(opened.value().id(), writer);
  }

  /** The next message of one of {@code senders}, who share no conversation. */
  PostMessage.Command next(int sender, int senders, long sent) {
    int own = (all.size() - sender + senders - 1) / senders;
    Room room = all.get(sender + (int) (sent % own) * senders);
    return new PostMessage.Command(
        room.writer(),
        room.conversation(),
        TEXT,
        Optional.of(new ClientMessageId(UUID.randomUUID().toString())),
        Optional.empty(),
        Optional.empty());
  }
}
