package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Text;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed under load loses nothing that it acknowledged. */
class H2KillTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final int SENDERS = 8;

  @TempDir Path folder;

  /** Posts for ever, and says what was acknowledged. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      SqlDatabase database = SqlDatabase.h2(Path.of(arguments[0]));
      SqlStore.migrate(database);
      SqlStore store = SqlStore.open(database);
      Room room = new Chat(store).direct(ANN, BEN);
      System.out.println("room " + room.id());
      for (int i = 0; i < SENDERS; i++) {
        int sender = i;
        Thread.ofPlatform().start(() -> post(room, sender));
      }
    }

    private static void post(Room room, int sender) {
      for (int i = 0; true; i++) {
        String name = sender + "-" + i;
        Message message = room.send(ANN, name, new ClientMessageId(name)).value();
        System.out.println("ack " + message.seq() + " " + name);
      }
    }
  }

  @RepeatedTest(2)
  void what_a_killed_process_acknowledged_is_there_once() throws Exception {
    Path file = folder.resolve("chattr");
    List<String> said = killAfter(300, file);

    try (var store = SqlStore.open(SqlDatabase.h2(file))) {
      Room room = new Chat(store).room(ConversationId.of(said.get(0).split(" ")[1]));
      List<Message> messages = room.messages();
      assertThat(messages)
          .extracting(Message::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
      assertThat(new Chat(store).log(0))
          .extracting(Logged::position)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, store.journal().head().position()).boxed().toList());
      for (String line : said.subList(1, said.size())) {
        String[] words = line.split(" ");
        Message message = messages.get(Integer.parseInt(words[1]) - 1);
        assertThat(message.content()).isEqualTo(new Text(words[2]));
        assertThat(room.send(ANN, words[2], new ClientMessageId(words[2])).value())
            .isEqualTo(message);
      }
    }
  }

  /** What the victim said, of which the last line may be torn. */
  private static List<String> killAfter(int lines, Path file) throws IOException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Victim.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      var said = new ArrayList<String>();
      for (int i = 0; i < lines; i++) {
        said.add(reader.readLine());
      }
      victim.toHandle().destroyForcibly();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
      }
      if (!said.get(said.size() - 1).matches("ack \\d+ \\d+-\\d+")) {
        said.remove(said.size() - 1);
      }
      return said;
    } finally {
      victim.toHandle().destroyForcibly();
      victim.onExit().join();
    }
  }
}
