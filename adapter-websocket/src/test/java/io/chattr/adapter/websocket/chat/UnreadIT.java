package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.application.message.MarkMessages;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every device of a person knows how much they have not read. */
class UnreadIT {
  private static final int REPLAY_MAX = 20;

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final MemoryStore store = new MemoryStore();
  private ChatServer server;
  private ConversationId room;

  @BeforeEach
  void start() {
    server = ChatServer.start(ChatServer.Setup.over(store).replayMax(REPLAY_MAX));
    room = server.direct(ann, ben).id();
    server.isLevel();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void posts(UserId sender, int count) {
    for (int i = 0; i < count; i++) {
      server.post(sender, room, "text " + i);
    }
  }

  private void reads(UserId reader, ConversationId where, long seq) {
    server
        .chattr()
        .markMessages()
        .handle(
            new MarkMessages.Command(
                reader, new MarkMessages.Target.BySeq(where, seq), MarkMessages.Mark.READ));
  }

  private Unread recount(UserId user, ConversationId where) {
    return store.conversations().unread(new Seat(where, user)).orElseThrow();
  }

  @Test
  void both_devices_see_the_count_after_messages_and_after_reading_on_one_of_them() {
    ChatClient phone = server.join(ben);
    ChatClient desktop = server.join(ben);

    posts(ann, 3);
    phone.hearsUnread(room, 3, 3);
    desktop.hearsUnread(room, 3, 3);

    phone.asks("mark_read", "{\"conversationId\":\"" + room + "\",\"seq\":2}");
    phone.hearsUnread(room, 1, 3);
    desktop.hearsUnread(room, 1, 3);
  }

  @Test
  void one_s_own_posts_move_the_last_seq_and_not_the_count() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);

    posts(ann, 1);

    anns.hearsUnread(room, 0, 1);
    bens.hearsUnread(room, 1, 1);
    posts(ben, 1);
    anns.hearsUnread(room, 1, 2);
  }

  @Test
  void a_burst_is_told_in_few_events_of_which_the_last_is_right() {
    ChatClient phone = server.join(ben);
    ChatClient desktop = server.join(ben);
    int burst = 500;

    posts(ann, burst);

    for (ChatClient device : List.of(phone, desktop)) {
      int events = 0;
      Heard heard;
      do {
        heard = device.hearsUnread();
        events++;
      } while (heard.data().get("lastSeq").intValue() < burst);
      assertThat(heard.data().get("unreadCount").intValue()).isEqualTo(burst);
      assertThat(events).isLessThan(burst / 10);
    }
  }

  @Test
  void who_recovers_is_told_what_was_touched_meanwhile() {
    ChatClient phone = server.open().connects(ben);
    String pid = phone.isLetIn();
    phone.cut();
    posts(ann, 3);
    reads(ben, room, 1);
    server.isLevel();

    ChatClient back = server.open().comesBack(ben, pid, null);

    assertThat(back.isLetIn()).isEqualTo(pid);
    back.hearsUnread(room, 2, 3);
  }

  @Test
  void who_missed_too_much_is_told_what_was_touched_meanwhile() {
    ConversationId other = server.direct(ben, Fresh.person("cat")).id();
    server.post(ben, other, "hello");
    ChatClient phone = server.open().connects(ben);
    String pid = phone.isLetIn();
    phone.cut();
    posts(ann, REPLAY_MAX + 1);
    reads(ben, room, 3);
    server.isLevel();

    ChatClient back = server.open().comesBack(ben, pid, null);

    assertThat(back.isLetIn()).isNotEqualTo(pid);
    back.hearsUnread(room, REPLAY_MAX - 2, REPLAY_MAX + 1);
    back.hearsUnread(other, 0, 1);
  }

  @Test
  void nobody_is_told_of_what_is_no_business_of_theirs() {
    UserId cat = Fresh.person("cat");
    ChatClient cats = server.join(cat);
    ChatClient bens = server.join(ben);
    posts(ann, 2);
    bens.hearsUnread(room, 2, 2);

    ConversationId other = server.direct(ann, cat).id();
    server.post(ann, other, "for cat");

    assertThat(cats.hearsUnread().data().get("conversationId").textValue())
        .isEqualTo(other.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_every_device_was_told_last_is_a_recount(long seed) {
    var random = new SplittableRandom(seed);
    List<UserId> people = Stream.of(ann, ben, Fresh.person("cat")).toList();
    List<ConversationId> rooms =
        List.of(
            room, server.direct(ann, people.get(2)).id(), server.direct(ben, people.get(2)).id());
    server.isLevel();
    Map<ChatClient, UserId> devices = new HashMap<>();
    for (UserId person : people) {
      devices.put(server.join(person), person);
      devices.put(server.join(person), person);
    }

    for (int i = 0; i < 300; i++) {
      ConversationId where = rooms.get(random.nextInt(rooms.size()));
      var members = store.conversations().find(where).orElseThrow().members();
      UserId who = members.get(random.nextInt(members.size())).user();
      long lastSeq = recount(who, where).lastSeq();
      if (lastSeq > 0 && random.nextInt(3) == 0) {
        reads(who, where, 1 + random.nextLong(lastSeq));
      } else {
        server.post(who, where, "text " + i);
      }
    }
    // Ends with something of which the very last event can be told.
    rooms.forEach(
        where -> {
          UserId who = store.conversations().find(where).orElseThrow().members().get(0).user();
          server.post(who, where, "the end");
        });

    devices.forEach(
        (device, user) ->
            rooms.stream()
                .filter(where -> store.conversations().unread(new Seat(where, user)).isPresent())
                .map(where -> recount(user, where))
                .forEach(truth -> last(device, truth)));
  }

  /** What a device hears of a conversation in the end; everything else is kept for later. */
  private static void last(ChatClient device, Unread truth) {
    Heard heard =
        device.hearsUnreadWhere(
            next ->
                next.data()
                        .get("conversationId")
                        .textValue()
                        .equals(truth.conversation().toString())
                    && next.data().get("lastSeq").longValue() == truth.lastSeq());
    assertThat(heard.data().get("unreadCount").longValue()).isEqualTo(truth.count());
  }

  @Test
  void counts_of_those_who_have_gone_are_forgotten() {
    ChatClient bens = server.join(ben);
    posts(ann, 5);
    bens.hearsUnread();
    bens.cut();

    ChatSocketsIT.await(() -> server.sockets().joined() == 0 && server.sockets().counting() == 0);
  }
}
