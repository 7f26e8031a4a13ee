package io.chattr.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherNodesTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");

  private final MemoryStore store = new MemoryStore();
  private final Chat chat = new Chat(store);
  private final Arrivals arriving = new Arrivals();

  @Test
  void what_other_nodes_committed_is_fetched_before_anything_later_is_heard() {
    Room room = chat.direct(ANN, BEN);
    try (Chattr chattr = tellingOnly(group -> says(group, "mine"))) {
      chattr.liveEvents().subscribe(BEN, arriving);

      room.post(ANN, "theirs 1");
      room.post(ANN, "mine");
      room.post(ANN, "theirs 2");
      room.post(ANN, "theirs 3");
      room.post(ANN, "mine");

      assertThat(
              List.of(
                  arriving.said(),
                  arriving.said(),
                  arriving.said(),
                  arriving.said(),
                  arriving.said()))
          .containsExactly("theirs 1", "mine", "theirs 2", "theirs 3", "mine");
    }
  }

  @Test
  void what_other_nodes_committed_is_heard_though_nothing_else_happens_here() {
    Room room = chat.direct(ANN, BEN);
    try (Chattr chattr = tellingOnly(group -> false)) {
      chattr.liveEvents().subscribe(BEN, arriving);

      room.post(ANN, "theirs");

      assertThat(arriving.said()).isEqualTo("theirs");
    }
  }

  @Test
  void more_than_a_page_of_others_is_fetched_whole() {
    Room room = chat.direct(ANN, BEN);
    try (Chattr chattr = tellingOnly(group -> says(group, "mine"))) {
      chattr.liveEvents().subscribe(BEN, arriving);

      List<String> posted =
          IntStream.range(0, 1_234).mapToObj(i -> text(room, "theirs " + i)).toList();
      room.post(ANN, "mine");

      List<String> heard = arriving.saidUpTo("mine");
      assertThat(heard.subList(0, heard.size() - 1)).isEqualTo(posted);
    }
  }

  @Test
  void who_joined_through_another_node_hears_what_is_said_after() {
    Room room = chat.group(ANN, BEN);
    try (Chattr chattr = tellingOnly(group -> says(group, "mine"))) {
      chattr.liveEvents().subscribe(CAT, arriving);
      room.post(ANN, "mine");
      room.add(ANN, CAT);
      room.post(ANN, "mine");

      assertThat(arriving.saidUpTo("mine")).containsExactly("mine");
      assertThat(arriving.isEmpty()).isTrue();
    }
  }

  @Test
  void a_part_of_the_log_that_was_forgotten_stops_nobody() {
    Room room = chat.direct(ANN, BEN);
    var told = new AtomicBoolean();
    try (Chattr chattr = tellingOnly(group -> told.get())) {
      chattr.liveEvents().subscribe(BEN, arriving);
      // The tail may be fast enough to hear some of these; then there is nothing to show.
      for (int i = 0; i < 5; i++) {
        chat.ask(CAT, ANN);
        chat.ask(CAT, BEN);
        store.journal().forget(Instant.parse("9000-01-01T00:00:00Z"), 100);
      }

      told.set(true);
      room.post(ANN, "after");

      assertThat(arriving.saidUpTo("after")).containsExactly("after");
    }
  }

  private Chattr tellingOnly(Predicate<List<Logged>> told) {
    return Chattr.on(new OtherNodes(store, told)).build();
  }

  private static boolean says(List<Logged> group, String text) {
    return group.stream()
        .anyMatch(
            logged ->
                logged.event() instanceof MessagePosted posted
                    && posted.message().content().equals(new Text(text)));
  }

  private static String text(Room room, String text) {
    room.post(ANN, text);
    return text;
  }
}
