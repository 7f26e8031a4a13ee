package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back gets what they missed, once and in order, or a new session; never an error. */
class RecoveryIT {
  private static final int REPLAY_MAX = 200;

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final WatchedStore store = new WatchedStore(new MemoryStore());
  private ChatServer server;
  private ConversationId room;

  @BeforeEach
  void start() {
    server = ChatServer.start(ChatServer.Setup.over(store).replayMax(REPLAY_MAX));
    room = server.direct(ann, ben).id();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Ann posts the numbers {@code from} to {@code to}. */
  private List<String> posts(int from, int to) {
    List<String> texts = numbers(from, to);
    texts.forEach(text -> server.post(ann, room, text));
    // Who begins now is not to hear them.
    server.isLevel();
    return texts;
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
  }

  private ChatClient benBack(@Nullable String pid, @Nullable String offset) {
    return server.open().comesBack(ben, pid, offset);
  }

  /** The client has a session of its own, which begins now: what was missed does not come. */
  private void beginsAfresh(ChatClient client, String formerPid) {
    assertThat(client.isLetIn()).isNotEqualTo(formerPid);
    server.post(ann, room, "fresh");
    assertThat(client.hears("message:new").text()).isEqualTo("fresh");
    client.cut();
  }

  @Test
  void who_had_received_nothing_yet_gets_everything() {
    ChatClient before = server.join(ben);
    before.cut();
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> missed = posts(1, 3);

    ChatClient back = benBack(pid, null);

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(3)).isEqualTo(missed);
  }

  @Test
  void after_events_it_goes_on_behind_the_last_one() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 3);
    client.hears("message:new");
    String offset = client.hears("message:new").cursor();
    client.cut();
    posts(4, 5);

    ChatClient back = benBack(pid, offset);

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(3)).isEqualTo(numbers(3, 5));
    server.post(ann, room, "live");
    assertThat(back.texts(1)).containsExactly("live");
  }

  @Test
  void a_connection_that_drops_at_any_point_of_a_replay_loses_and_doubles_nothing() {
    int missed = 40;
    ChatClient first = server.open().connects(ben);
    String pid = first.isLetIn();
    first.cut();
    List<String> all = posts(1, missed);

    for (int cutAfter = 0; cutAfter <= missed; cutAfter++) {
      ChatClient cut = benBack(pid, null);
      assertThat(cut.isLetIn()).isEqualTo(pid);
      var heard = new ArrayList<String>();
      String offset = null;
      for (int i = 0; i < cutAfter; i++) {
        Heard event = cut.hears("message:new");
        heard.add(event.text());
        offset = event.cursor();
      }
      cut.cut();

      ChatClient back = benBack(pid, offset);
      assertThat(back.isLetIn()).isEqualTo(pid);
      heard.addAll(back.texts(missed - cutAfter));
      assertThat(heard).isEqualTo(all);
      back.cut();
    }
  }

  @Test
  void a_connection_that_drops_after_every_frame_gets_through_all_the_same() {
    ChatClient first = server.open().connects(ben);
    String pid = first.isLetIn();
    first.cut();
    List<String> all = posts(1, 40);

    var heard = new ArrayList<String>();
    String offset = null;
    while (heard.size() < all.size()) {
      ChatClient client = benBack(pid, offset);
      assertThat(client.isLetIn()).isEqualTo(pid);
      Heard event = client.hears();
      offset = event.cursor();
      if (event.name().equals("message:new")) {
        heard.add(event.text());
      }
      client.cut();
    }

    assertThat(heard).isEqualTo(all);
  }

  @Test
  void a_restart_of_the_server_is_no_more_than_a_lost_connection() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 2);
    String offset = client.hears("message:new").cursor();

    server.restart();
    List<String> missed = posts(3, 4);
    ChatClient back = benBack(pid, offset);

    assertThat(client.texts(1)).containsExactly("2");
    assertThat(client.closed()).isEqualTo("1001 server shutting down");
    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(1)).containsExactly("2");
    assertThat(back.texts(2)).isEqualTo(missed);
  }

  @Test
  void another_node_goes_on_where_the_first_one_was() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 2);
    String offset = client.hears("message:new").cursor();
    try (var other = ChatServer.start(ChatServer.Setup.over(store).replayMax(REPLAY_MAX))) {
      client.cut();
      posts(3, 4);

      ChatClient back = other.open().comesBack(ben, pid, offset);

      assertThat(back.isLetIn()).isEqualTo(pid);
      assertThat(back.texts(3)).isEqualTo(numbers(2, 4));
      server.post(ann, room, "said here");
      other.post(ann, room, "said there");
      assertThat(back.texts(2)).containsExactly("said here", "said there");
    }
  }

  @Test
  void a_client_that_changes_nodes_after_every_frame_loses_and_doubles_nothing() {
    ChatClient first = server.open().connects(ben);
    String pid = first.isLetIn();
    first.cut();
    List<String> all = posts(1, 30);
    try (var other = ChatServer.start(ChatServer.Setup.over(store).replayMax(REPLAY_MAX))) {
      var nodes = List.of(server, other);
      var heard = new ArrayList<String>();
      String offset = null;
      for (int i = 0; heard.size() < all.size(); i++) {
        ChatClient client = nodes.get(i % 2).open().comesBack(ben, pid, offset);
        assertThat(client.isLetIn()).isEqualTo(pid);
        Heard event = client.hears();
        offset = event.cursor();
        if (event.name().equals("message:new")) {
          heard.add(event.text());
        }
        client.cut();
      }

      assertThat(heard).isEqualTo(all);
    }
  }

  @Test
  void a_node_that_had_died_before_anything_was_received_is_no_loss_either() {
    String pid;
    try (var dead = ChatServer.start(ChatServer.Setup.over(store).replayMax(REPLAY_MAX))) {
      ChatClient client = dead.open().connects(ben);
      pid = client.isLetIn();
      client.cut();
    }
    List<String> missed = posts(1, 3);

    ChatClient back = benBack(pid, null);

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(3)).isEqualTo(missed);
  }

  @Test
  void the_pid_of_somebody_else_begins_a_new_session() {
    ChatClient anns = server.open().connects(ann);
    String pid = anns.isLetIn();
    anns.cut();
    posts(1, 2);

    beginsAfresh(benBack(pid, null), pid);
    beginsAfresh(benBack(pid, store.journal().head().toString()), pid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\".\"",
        "\"nope\"",
        "\"a.b\"",
        "\"\\u0000\"",
        "\"\\ud800.\\ud800\"",
        "\"e30.e30\""
      })
  void a_pid_that_is_none_begins_a_new_session(String pid) {
    posts(1, 2);

    ObjectNode auth = ChatClient.JSON.createObjectNode().put("token", ben.value());
    auth.set("pid", ChatClient.json(pid));

    beginsAfresh(server.open().connects(auth), pid);
  }

  @Test
  void a_forged_pid_begins_a_new_session() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    posts(1, 2);
    var id = new RecoveryId(ben, UUID.randomUUID(), new Cursor(store.journal().head().epoch(), 0));
    String body = pid.substring(0, pid.indexOf('.'));

    var forged =
        List.of(
            new RecoveryIds("another secret").text(id),
            new RecoveryIds(ChatServer.SECRET).text(id).split("\\.")[0]
                + pid.substring(body.length()),
            body,
            body + ".",
            "A" + pid,
            pid.substring(0, pid.length() - 2),
            "x".repeat(900_000) + pid);
    for (String text : forged) {
      beginsAfresh(benBack(text, null), pid);
    }
  }

  static List<JsonNode> offsetsThatNobodyCanRead() {
    return List.of(
        ChatClient.json("5"),
        ChatClient.json("true"),
        ChatClient.json("{}"),
        ChatClient.json("[]"),
        ChatClient.json("\"\""),
        ChatClient.json("\"nope\""),
        ChatClient.json("\"a.\""),
        ChatClient.json("\"a.-1\""),
        ChatClient.json("\"a.zzzzzzzzzzzzzzzzzzzzzzzz\""),
        ChatClient.json("\"\\u0000.1\""),
        ChatClient.json("\"\\ud800.1\""),
        ChatClient.JSON.getNodeFactory().textNode("x".repeat(900_000) + ".1"));
  }

  @ParameterizedTest
  @MethodSource("offsetsThatNobodyCanRead")
  void an_offset_that_nobody_can_read_begins_a_new_session(JsonNode offset) {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    posts(1, 2);

    ObjectNode auth = ChatClient.JSON.createObjectNode().put("token", ben.value()).put("pid", pid);
    auth.set("offset", offset);

    beginsAfresh(server.open().connects(auth), pid);
  }

  @Test
  void an_offset_ahead_of_the_log_begins_a_new_session() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    posts(1, 2);
    Cursor head = store.journal().head();

    beginsAfresh(benBack(pid, new Cursor(head.epoch(), head.position() + 1).toString()), pid);
    beginsAfresh(benBack(pid, new Cursor(head.epoch(), Long.MAX_VALUE).toString()), pid);
  }

  @Test
  void an_offset_of_another_log_says_nothing() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> missed = posts(1, 2);

    ChatClient back = benBack(pid, new Cursor("another", 1_000).toString());

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(2)).isEqualTo(missed);
  }

  @Test
  void a_pid_of_another_log_begins_a_new_session() {
    var ids = new RecoveryIds(ChatServer.SECRET);
    String pid = ids.text(new RecoveryId(ben, UUID.randomUUID(), new Cursor("another", 0)));
    posts(1, 2);

    beginsAfresh(benBack(pid, null), pid);
    beginsAfresh(benBack(pid, store.journal().head().toString()), pid);
  }

  /** The stock client keeps its offset when it is given a new pid. */
  @Test
  void an_offset_from_before_the_pid_says_nothing() {
    ChatClient old = server.join(ben);
    posts(1, 1);
    String offset = old.hears("message:new").cursor();
    old.cut();
    posts(2, 3);
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> missed = posts(4, 5);

    ChatClient back = benBack(pid, offset);

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(2)).isEqualTo(missed);
  }

  @Test
  void who_missed_more_than_is_sent_begins_a_new_session() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> missed = posts(1, REPLAY_MAX);

    ChatClient back = benBack(pid, null);
    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(REPLAY_MAX)).isEqualTo(missed);
    back.cut();

    posts(REPLAY_MAX + 1, REPLAY_MAX + 1);
    beginsAfresh(benBack(pid, null), pid);
  }

  @Test
  void who_missed_what_the_log_has_forgotten_begins_a_new_session() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    server.chattr().befriend().request(ann, ben);
    server.isLevel();
    assertThat(store.journal().forget(Instant.now().plusSeconds(60), 1_000)).isPositive();

    beginsAfresh(benBack(pid, null), pid);
  }

  @Test
  void what_an_offset_proves_is_marked_as_delivered_and_nothing_else() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 3);
    client.hears("message:new");
    String offset = client.hears("message:new").cursor();
    client.cut();

    ChatClient unproven = benBack(pid, null);
    unproven.isLetIn();
    // Commands come after all that connecting does.
    unproven.asks("join_conversation", "\"" + room + "\"");
    unproven.cut();
    assertThat(deliveredToBen()).isZero();

    ChatClient proven = benBack(pid, offset);
    proven.isLetIn();
    // A moment later, and also when they have gone by then.
    proven.cut();
    while (deliveredToBen() == 0) {
      Thread.onSpinWait();
    }
    assertThat(deliveredToBen()).isEqualTo(2);

    ChatClient refused = benBack("nope", store.journal().head().toString());
    refused.isLetIn();
    refused.asks("join_conversation", "\"" + room + "\"");
    refused.cut();
    assertThat(deliveredToBen()).isEqualTo(2);
  }

  private long deliveredToBen() {
    return store
        .conversations()
        .progress(new Seat(room, ben))
        .orElseThrow()
        .watermarks()
        .deliveredUpTo();
  }

  @Test
  void a_mark_that_fails_keeps_nobody_from_what_they_missed() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 1);
    String offset = client.hears("message:new").cursor();
    client.cut();
    List<String> missed = posts(2, 3);
    store.beforeCommit(
        () -> {
          throw new IllegalStateException("the disk is full");
        });

    ChatClient back = benBack(pid, offset);
    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(back.texts(2)).isEqualTo(missed);
    back.asks("join_conversation", "\"" + room + "\"");
    store.beforeCommit(() -> {});

    server.post(ann, room, "live");
    assertThat(back.texts(1)).containsExactly("live");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_store_that_fails_during_a_replay_closes_the_connection_and_nothing_is_lost(int page) {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> all = posts(1, 100);
    var read = new AtomicInteger();
    store.beforePage(
        () -> {
          if (read.incrementAndGet() == page) {
            throw new IllegalStateException("the store cannot be read");
          }
        });

    // What was missed before it began, a server has to read.
    try (var fresh = ChatServer.start(ChatServer.Setup.over(store))) {
      ChatClient failed = fresh.open().comesBack(ben, pid, null);
      assertThat(failed.isLetIn()).isEqualTo(pid);
      var heard = new ArrayList<String>();
      String offset = null;
      for (int i = 0; i < (page - 1) * ChatSocket.PAGE; i++) {
        Heard event = failed.hears("message:new");
        heard.add(event.text());
        offset = event.cursor();
      }
      assertThat(failed.closed()).isEqualTo("1011 internal error");

      ChatClient back = fresh.open().comesBack(ben, pid, offset);
      assertThat(back.isLetIn()).isEqualTo(pid);
      heard.addAll(back.texts(all.size() - heard.size()));
      assertThat(heard).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 4000000", "2000, 200000"})
  void who_does_not_read_is_closed_and_catches_up(int frames, int bytes) {
    var setup = ChatServer.Setup.over(store);
    try (var strict =
        ChatServer.start(setup.engine(EngineOptions.DEFAULTS.withMaxQueued(frames, bytes)))) {
      ChatClient slow = strict.open().connects(ben);
      String pid = slow.isLetIn();
      String much = "x".repeat(3_900);
      var sent = new ArrayList<String>();
      // Who is let in is counted a moment after being told so.
      while (sent.isEmpty() || strict.sockets().joined() > 0) {
        sent.add(sent.size() + much);
        strict.post(ann, room, sent.getLast());
      }
      assertThat(slow.closed()).isEqualTo("1013 client too slow");
      // It read what had been written to it until then.
      List<String> heard = slow.texts();

      ChatClient back = strict.open().comesBack(ben, pid, slow.lastCursor());

      assertThat(back.isLetIn()).isEqualTo(pid);
      heard.addAll(back.texts(sent.size() - heard.size()));
      assertThat(heard).isEqualTo(sent);
    }
  }

  @Test
  void a_slow_reader_is_sent_page_after_page_as_it_reads() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    int missed = 180;
    String large = "x".repeat(Encrypted.MAX_BYTES - 8);
    for (int i = 0; i < missed; i++) {
      server.post(ann, room, new Encrypted("\"%05d".formatted(i) + large + "\""));
    }
    int before = store.pages();

    ChatClient slow = benBack(pid, null);
    assertThat(slow.isLetIn()).isEqualTo(pid);
    // Its queue takes some 4 MB of these 11, so most cannot have been read from the store.
    slow.asks("leave_conversation", "\"" + room + "\"");
    assertThat(store.pages() - before).isLessThan(missed / ChatSocket.PAGE);

    for (int i = 0; i < missed; i++) {
      assertThat(slow.hears("message:new").text()).startsWith("%05d".formatted(i)).hasSize(65_533);
    }
    server.post(ann, room, "live");
    assertThat(slow.texts(1)).containsExactly("live");
  }

  @Test
  void the_largest_events_overflow_nothing() {
    ChatClient client = server.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    int missed = 3 * ChatSocket.PAGE;
    var crowd =
        IntStream.range(0, HouseRules.MAX_GROUP_SIZE - 2)
            .mapToObj(i -> new UserId("%064d".formatted(i)))
            .collect(Collectors.toSet());
    crowd.add(ben);
    for (int i = 0; i < missed; i++) {
      server
          .chattr()
          .openConversation()
          .handle(
              new OpenConversation.Command.Group(
                  ann, Details.of(new Title("Crowd")), crowd, Optional.empty()));
    }

    ChatClient slow = benBack(pid, null);
    assertThat(slow.isLetIn()).isEqualTo(pid);
    slow.asks("leave_conversation", "\"" + room + "\"");
    for (int i = 0; i < missed; i++) {
      assertThat(slow.hears("conversation:created").data().at("/conversation/members"))
          .hasSize(HouseRules.MAX_GROUP_SIZE);
    }
  }

  @RepeatedTest(5)
  void what_happens_during_a_replay_comes_behind_it_once_and_in_order() {
    int writers = 2;
    int each = 150;
    try (var patient = ChatServer.start(ChatServer.Setup.over(store))) {
      ChatClient first = patient.open().connects(ben);
      String pid = first.isLetIn();
      first.cut();
      var heard = new ArrayList<String>();
      var cursors = new ArrayList<Long>();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        int writer = w;
        tasks.add(
            () -> {
              for (int i = 0; i < each; i++) {
                patient.post(writer == 0 ? ann : ben, room, writer + "-" + i);
              }
              return null;
            });
      }
      tasks.add(
          () -> {
            var random = RandomGenerator.getDefault();
            String offset = null;
            while (heard.size() < writers * each) {
              ChatClient client = patient.open().comesBack(ben, pid, offset);
              assertThat(client.isLetIn()).isEqualTo(pid);
              int reads = random.nextInt(1, 40);
              for (int i = 0; i < reads && heard.size() < writers * each; i++) {
                Heard event = client.hears();
                offset = event.cursor();
                cursors.add(Cursor.of(event.cursor()).position());
                if (event.name().equals("message:new")) {
                  heard.add(event.text());
                }
              }
              client.cut();
            }
            return null;
          });

      Race.of(tasks.size(), tasks::get);

      assertThat(cursors).isSorted().doesNotHaveDuplicates();
      List<String> log =
          Ear.said(store.journal().read(0, 10_000).stream().map(Logged::event).toList());
      assertThat(heard).isEqualTo(log);
    }
  }
}
