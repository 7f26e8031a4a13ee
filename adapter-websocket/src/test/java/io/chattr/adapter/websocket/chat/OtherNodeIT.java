package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Store;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.ForwardingJournal;
import io.chattr.testkit.fixture.ForwardingStore;
import io.chattr.testkit.fixture.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who was connected to one node comes back on another one, which reads the log by itself, and may
 * be behind.
 */
class OtherNodeIT {
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private final MemoryStore store = new MemoryStore();
  private final Lagging lagging = new Lagging(store);
  private ChatServer here;
  private ChatServer there;
  private ConversationId room;

  /** The store as another node sees it, which is told nothing, and reads on only when it may. */
  private static final class Lagging extends ForwardingStore {
    private volatile boolean lags;

    Lagging(Store store) {
      super(store);
    }

    void lags(boolean behind) {
      lags = behind;
    }

    @Override
    public Journal journal() {
      return new ForwardingJournal(super.journal()) {
        @Override
        public void onCommit(Consumer<List<Logged>> listener) {
          // Committed elsewhere.
        }

        @Override
        public List<Logged> read(long position, int limit) {
          return lags ? List.of() : super.read(position, limit);
        }
      };
    }
  }

  @BeforeEach
  void start() {
    here = ChatServer.start(ChatServer.Setup.over(store));
    there = ChatServer.start(ChatServer.Setup.over(lagging));
    room = here.direct(ann, ben).id();
    here.isLevel();
    there.isLevel();
  }

  @AfterEach
  void stop() {
    there.close();
    here.close();
  }

  /** Ann posts the numbers {@code from} to {@code to}, on the one node. */
  private List<String> posts(int from, int to) {
    List<String> texts = IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    texts.forEach(text -> here.post(ann, room, text));
    here.isLevel();
    return texts;
  }

  private ChatClient benBackThere(String pid, @Nullable String offset) {
    ChatClient back = there.open().comesBack(ben, pid, offset);
    assertThat(back.isLetIn()).isEqualTo(pid);
    return back;
  }

  /** Nothing else came before, and nothing comes twice. */
  private void goesOn(ChatClient client) {
    here.post(ann, room, "live");
    here.post(ann, room, "and on");
    assertThat(client.texts(2)).containsExactly("live", "and on");
  }

  @Test
  void who_had_received_nothing_yet_gets_everything() {
    ChatClient client = here.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    List<String> missed = posts(1, 30);

    ChatClient back = benBackThere(pid, null);

    assertThat(back.texts(30)).isEqualTo(missed);
    goesOn(back);
  }

  @Test
  void after_events_it_goes_on_behind_the_last_one() {
    ChatClient client = here.open().connects(ben);
    String pid = client.isLetIn();
    posts(1, 3);
    client.hears("message:new");
    String offset = client.hears("message:new").cursor();
    client.cut();
    posts(4, 30);

    ChatClient back = benBackThere(pid, offset);

    assertThat(back.texts(28)).startsWith("3", "4").endsWith("29", "30");
    goesOn(back);
  }

  @Test
  void a_node_that_is_behind_fills_the_gap_and_tells_nothing_again_when_it_has_read_so_far() {
    ChatClient client = here.open().connects(ben);
    String pid = client.isLetIn();
    lagging.lags(true);
    posts(1, 3);
    client.hears("message:new");
    String offset = client.hears("message:new").cursor();
    client.cut();
    posts(4, 30);

    ChatClient back = benBackThere(pid, offset);
    assertThat(back.texts(28)).startsWith("3", "4").endsWith("29", "30");
    lagging.lags(false);

    goesOn(back);
  }

  @Test
  void a_node_that_is_behind_fills_the_gap_for_who_had_received_nothing_yet() {
    ChatClient client = here.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    lagging.lags(true);
    List<String> missed = posts(1, 30);

    ChatClient back = benBackThere(pid, null);
    assertThat(back.texts(30)).isEqualTo(missed);
    lagging.lags(false);

    goesOn(back);
  }

  /** What a node that is behind tells late, it tells once, whichever node the client is on. */
  @Test
  void to_and_fro_between_nodes_of_which_one_is_behind_nothing_is_lost_or_doubled() {
    ChatClient client = here.open().connects(ben);
    String pid = client.isLetIn();
    client.cut();
    String offset = null;
    var heard = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      lagging.lags(i % 4 < 2);
      posts(3 * i + 1, 3 * i + 3);
      ChatServer node = i % 2 == 0 ? there : here;
      ChatClient back = node.open().comesBack(ben, pid, offset);
      assertThat(back.isLetIn()).isEqualTo(pid);
      for (int j = 0; j < 2; j++) {
        Heard event = back.hears();
        offset = event.cursor();
        if (event.name().equals("message:new")) {
          heard.add(event.text());
        }
      }
      back.cut();
    }
    ChatClient last = benBackThere(pid, offset);
    heard.addAll(last.texts(60 - heard.size()));

    assertThat(heard).isEqualTo(IntStream.rangeClosed(1, 60).mapToObj(Integer::toString).toList());
  }

  @Test
  void who_begins_on_a_node_that_is_behind_hears_all_that_happens_from_then_on() {
    lagging.lags(true);
    posts(1, 3);
    ChatClient client = there.open().connects(ben);
    String pid = client.isLetIn();
    posts(4, 6);
    client.cut();

    ChatClient back = benBackThere(pid, null);

    // Where this node stands is where it begins, so the first three are told as well.
    assertThat(back.texts(6)).endsWith("4", "5", "6");
    lagging.lags(false);
    goesOn(back);
  }

  /**
   * The stock client keeps the offset of who was there before on its socket, and it counts where it
   * is later than where the session begins.
   */
  @Test
  void a_session_never_begins_before_what_its_socket_has_shown_already() {
    ConversationId cats = here.direct(ann, cat).id();
    here.isLevel();
    there.isLevel();
    ChatClient bens = here.open().connects(ben);
    String bensPid = bens.isLetIn();
    lagging.lags(true);
    here.post(ann, cats, "before");
    posts(1, 1);
    String offset = bens.hears("message:new").cursor();
    bens.cut();

    ChatClient first = there.open().comesBack(cat, bensPid, offset);
    String pid = first.isLetIn();
    first.cut();
    here.post(ann, cats, "missed");
    ChatClient second = there.open().comesBack(cat, pid, offset);

    assertThat(pid).isNotEqualTo(bensPid);
    assertThat(begin(pid).position()).isGreaterThanOrEqualTo(Cursor.of(offset).position());
    assertThat(second.isLetIn()).isEqualTo(pid);
    assertThat(second.texts(1)).containsExactly("missed");
    lagging.lags(false);
    here.post(ann, cats, "live");
    assertThat(second.texts(1)).containsExactly("live");
    // Nothing that somebody else had proves that cat has anything.
    second.asks("join_conversation", "\"" + cats + "\"");
    assertThat(deliveredToCat(cats)).isZero();
  }

  private static Cursor begin(String pid) {
    return new RecoveryIds(ChatServer.SECRET).parse(pid).orElseThrow().begin();
  }

  private long deliveredToCat(ConversationId cats) {
    return store
        .conversations()
        .progress(new Seat(cats, cat))
        .orElseThrow()
        .watermarks()
        .deliveredUpTo();
  }
}
