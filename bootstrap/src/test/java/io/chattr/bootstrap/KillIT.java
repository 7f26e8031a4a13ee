package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Logged;
import io.chattr.domain.message.Message;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed again and again while many people write through the official client. */
class KillIT {
  private static final int PAIRS = 4;
  private static final int PAGE = 1_000;

  @TempDir Path folder;
  private final long seed = Long.getLong("chattr.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @Timeout(400)
  void killed_five_times_on_h2_nothing_is_lost_doubled_or_out_of_order() throws Exception {
    Report report = crowd(5, Map.of());

    verify(report, SqlDatabase.h2(folder.resolve("data").resolve("chattr")));
  }

  @Test
  @Timeout(400)
  void killed_three_times_on_postgresql_nothing_is_lost_doubled_or_out_of_order() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";

      Report report = crowd(3, Map.of("DATABASE_URL", url));

      verify(report, SqlDatabase.postgres(url));
    }
  }

  private Report crowd(int kills, Map<String, String> settings) throws Exception {
    try (var server = ServerProcess.start(folder, settings);
        var crowd = NodeScript.run("crowd.mjs", server.url(), Integer.toString(PAIRS))) {
      crowd.hear("ready"::equals);
      int acknowledged = 0;
      for (int kill = 0; kill < kills; kill++) {
        // A random moment, in messages: nothing of it depends on how fast the machine is.
        acknowledged = hear(crowd, acknowledged + 50 + random.nextInt(400));
        server.kill();
        server.start();
      }
      hear(crowd, acknowledged + 200);
      crowd.tell("stop");
      String report = crowd.hear(line -> line.startsWith("{"));
      crowd.succeeds();
      assertThat(server.stop()).isEqualTo(143); // ended by SIGTERM, after closing in order
      return JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(report, Report.class);
    }
  }

  private static int hear(NodeScript crowd, int acknowledged) throws Exception {
    String line =
        crowd.hear(said -> said.startsWith("acknowledged ") && number(said) >= acknowledged);
    return number(line);
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring("acknowledged ".length()));
  }

  private void verify(Report report, SqlDatabase database) {
    assertThat(report.problems()).describedAs("seed " + seed).isEmpty();
    List<Message> stored = new ArrayList<>();
    try (SqlStore store = SqlStore.open(database)) {
      List<Logged> log = log(store);
      assertThat(log).extracting(Logged::position).isEqualTo(upTo(log.size()));
      for (Logged logged : log) {
        if (logged.event() instanceof MessagePosted posted) {
          stored.add(posted.message());
        }
      }
    }
    Map<String, List<Message>> conversations =
        stored.stream()
            .collect(Collectors.groupingBy(message -> message.conversation().toString()));
    everything_acknowledged_is_there_once(report, stored);
    conversations.values().forEach(KillIT::seqs_have_no_gap);
    everybody_heard_everything_once_and_in_order(report, conversations);
    assertThat(report.repeats())
        .isNotEmpty()
        .allMatch(repeat -> repeat.first().equals(repeat.again()));
    System.out.printf(
        "killed: %d messages acknowledged, %d stored, %d reconnections, all recovered (seed %d)%n",
        report.acknowledged().size(),
        stored.size(),
        report.heard().stream().mapToInt(person -> person.recoveries().size() - 1).sum(),
        seed);
  }

  private static void everything_acknowledged_is_there_once(Report report, List<Message> stored) {
    Map<String, Message> byClientId =
        stored.stream()
            .collect(
                Collectors.toMap(
                    message -> message.clientId().orElseThrow().value(), Function.identity()));
    assertThat(report.acknowledged())
        .isNotEmpty()
        .allSatisfy(
            sent -> {
              Message message = byClientId.get(sent.clientMessageId());
              assertThat(message.id()).hasToString(sent.id());
              assertThat(message.seq()).isEqualTo(sent.seq());
              assertThat(message.content()).isEqualTo(new Text(sent.content()));
            });
  }

  private static void seqs_have_no_gap(List<Message> messages) {
    assertThat(messages).extracting(Message::seq).isEqualTo(upTo(messages.size()));
  }

  private static void everybody_heard_everything_once_and_in_order(
      Report report, Map<String, List<Message>> conversations) {
    assertThat(report.heard())
        .allSatisfy(
            person -> {
              // The first connection is new, all later ones must have been recovered.
              assertThat(person.recoveries().getFirst()).isFalse();
              assertThat(person.recoveries().subList(1, person.recoveries().size()))
                  .doesNotContain(false)
                  .isNotEmpty();
              person
                  .heard()
                  .forEach(
                      (conversation, heard) ->
                          assertThat(heard)
                              .extracting(Heard::id)
                              .isEqualTo(
                                  conversations.get(conversation).stream()
                                      .map(message -> message.id().toString())
                                      .toList()));
              assertThat(person.heard()).hasSize(2);
            });
  }

  private static List<Logged> log(SqlStore store) {
    var log = new ArrayList<Logged>();
    List<Logged> page = store.journal().read(0, PAGE);
    while (!page.isEmpty()) {
      log.addAll(page);
      page = store.journal().read(log.getLast().position(), PAGE);
    }
    return log;
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** What crowd.mjs tells at its end. */
  record Report(
      List<Sent> acknowledged, List<Repeat> repeats, List<Person> heard, List<Object> problems) {}

  record Sent(String clientMessageId, String content, String id, long seq) {}

  record Repeat(String first, String again) {}

  record Heard(long seq, String id) {}

  record Person(String id, Map<String, List<Heard>> heard, List<Boolean> recoveries) {}
}
