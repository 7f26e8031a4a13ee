package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Direct conversations that are there before anything is measured; each has one who writes. */
record Rooms(List<Room> all) {
  // 64 bytes.
  private static final Text TEXT =
      new Text("The quick brown fox jumps over the lazy dog, and then sits down.");

  record Room(ConversationId conversation, UserId writer) {}

  static Rooms open(SqlDatabase database, int count) {
    try (SqlStore store = SqlStore.open(database);
        Chattr chattr = Chattr.on(store).build()) {
      return new Rooms(
          IntStream.range(0, count).parallel().mapToObj(i -> open(chattr, i)).toList());
    }
  }

  private static Room open(Chattr chattr, int number) {
    var writer = new UserId("writer-" + number);
    var direct = new OpenConversation.Command.Direct(writer, new UserId("reader-" + number));
    return new Room(chattr.openConversation().handle(direct).value().id(), writer);
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
        Optional.empty());
  }
}
