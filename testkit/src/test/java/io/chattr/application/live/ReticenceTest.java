package io.chattr.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.port.Preferences;
import io.chattr.domain.decision.Choice;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.UserSettings;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.ForwardingStore;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who learns from events what others have read. */
class ReticenceTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final UserId DAN = new UserId("dan");

  private final AtomicInteger questions = new AtomicInteger();
  private final MemoryStore store = new MemoryStore();
  private final Chat chat = new Chat(store);
  private final Room room = chat.group(ANN, BEN, CAT, DAN);
  private final Message message = room.post(ANN, "hello");
  // Begins to read here, so that nobody hears of what was before.
  private final Chattr chattr = Chattr.on(new Counting()).build();

  /** Counts how often it is asked who wants no receipts. */
  private final class Counting extends ForwardingStore {
    Counting() {
      super(store);
    }

    @Override
    public Preferences preferences() {
      Preferences target = super.preferences();
      return new Preferences() {
        @Override
        public Choice find(UserId user) {
          return target.find(user);
        }

        @Override
        public void forget(UserId user) {
          target.forget(user);
        }

        @Override
        public Set<UserId> withoutReceipts(Collection<UserId> users) {
          questions.incrementAndGet();
          return target.withoutReceipts(users);
        }
      };
    }
  }

  @AfterEach
  void close() {
    chattr.close();
  }

  private BlockingQueue<Notice> ear(UserId user) {
    var heard = new LinkedBlockingQueue<Notice>();
    chattr.liveEvents().subscribe(user, heard::add);
    return heard;
  }

  private void wantsNone(UserId user) {
    chat.choose(user, new UserSettings(false));
  }

  @Test
  void where_all_want_receipts_all_get_the_same_notice() {
    List<BlockingQueue<Notice>> ears = List.of(ear(ANN), ear(BEN), ear(CAT));

    room.read(BEN, message);

    Notice notice = moved(ears.get(0));
    assertThat(notice.veiled()).isEmpty();
    assertThat(moved(ears.get(1))).isSameAs(notice);
    assertThat(moved(ears.get(2))).isSameAs(notice);
  }

  @Test
  void the_reading_of_who_wants_no_receipts_is_veiled_for_all_others_in_one_notice() {
    wantsNone(BEN);
    List<BlockingQueue<Notice>> ears = List.of(ear(ANN), ear(CAT), ear(BEN));

    room.read(BEN, message);

    Notice notice = moved(ears.get(0));
    assertThat(notice.veiled()).containsExactly(BEN);
    assertThat(moved(ears.get(1))).isSameAs(notice);
    assertThat(moved(ears.get(2)).veiled()).isEmpty();
  }

  @Test
  void who_wants_no_receipts_learns_of_nobody_elses_reading_but_of_their_own() {
    wantsNone(BEN);
    wantsNone(CAT);
    List<BlockingQueue<Notice>> ears = List.of(ear(ANN), ear(BEN), ear(CAT), ear(DAN));

    room.read(DAN, message);

    assertThat(moved(ears.get(0)).veiled()).isEmpty();
    Notice veiled = moved(ears.get(1));
    assertThat(veiled.veiled()).containsExactly(DAN);
    assertThat(moved(ears.get(2))).isSameAs(veiled);
    assertThat(moved(ears.get(3)).veiled()).isEmpty();
  }

  @Test
  void what_somebody_chooses_holds_from_that_place_of_the_log_on() {
    BlockingQueue<Notice> anns = ear(ANN);
    Message second = room.post(ANN, "two");
    Message third = room.post(ANN, "three");

    room.read(BEN, message);
    wantsNone(BEN);
    room.read(BEN, second);
    chat.choose(BEN, new UserSettings(true));
    room.read(BEN, third);

    assertThat(moved(anns).veiled()).isEmpty();
    assertThat(moved(anns).veiled()).containsExactly(BEN);
    assertThat(moved(anns).veiled()).isEmpty();
  }

  @Test
  void the_store_is_asked_of_each_person_once() {
    BlockingQueue<Notice> anns = ear(ANN);
    room.read(BEN, message);
    moved(anns);
    int before = questions.get();

    for (int i = 0; i < 20; i++) {
      room.read(BEN, room.post(ANN, "and " + i));
      moved(anns);
    }

    assertThat(questions).hasValue(before);
  }

  @Test
  void messages_ask_nothing_of_the_store() {
    BlockingQueue<Notice> anns = ear(ANN);

    room.post(BEN, "hello");
    next(anns);

    assertThat(questions).hasValue(0);
  }

  @Test
  void what_is_told_of_members_veils_who_wants_no_receipts() {
    wantsNone(BEN);
    List<BlockingQueue<Notice>> ears = List.of(ear(ANN), ear(BEN));

    chat.group(ANN, BEN, CAT);

    assertThat(next(ears.get(0), ConversationCreated.class).veiled()).containsExactly(BEN);
    assertThat(next(ears.get(1), ConversationCreated.class).veiled())
        .containsExactlyInAnyOrder(ANN, CAT);
  }

  @Test
  void who_joins_does_not_learn_what_is_veiled() {
    wantsNone(BEN);
    UserId eve = new UserId("eve");
    BlockingQueue<Notice> eves = ear(eve);

    room.add(ANN, eve);

    assertThat(next(eves, ConversationJoined.class).veiled()).containsExactly(BEN);
  }

  @Test
  void who_catches_up_learns_what_they_would_learn_now() {
    Cursor cursor = store.journal().head();
    room.read(BEN, message);
    room.read(DAN, message);
    wantsNone(BEN);

    assertThat(veiledLate(ANN, cursor)).containsExactly(Set.of(BEN), Set.of());
    assertThat(veiledLate(BEN, cursor)).containsExactly(Set.of(), Set.of(DAN));
    assertThat(veiledLate(DAN, cursor)).containsExactly(Set.of(BEN), Set.of());
  }

  @Test
  void catching_up_asks_the_store_once_a_page() {
    Cursor cursor = store.journal().head();
    room.read(BEN, message);
    room.read(DAN, message);

    chattr.liveEvents().after(ANN, cursor, 10);

    assertThat(questions).hasValue(1);
  }

  private List<Set<UserId>> veiledLate(UserId reader, Cursor cursor) {
    return chattr.liveEvents().after(reader, cursor, 10).events().stream()
        .filter(notice -> notice.event() instanceof StatusMoved)
        .map(Notice::veiled)
        .toList();
  }

  /** The next notice of how far somebody has come. */
  private static Notice moved(BlockingQueue<Notice> ear) {
    return next(ear, StatusMoved.class);
  }

  /** The next notice of such an event; what comes before it is passed over. */
  private static Notice next(BlockingQueue<Notice> ear, Class<? extends DomainEvent> type) {
    Notice next = next(ear);
    while (!type.isInstance(next.event())) {
      next = next(ear);
    }
    return next;
  }

  private static Notice next(BlockingQueue<Notice> ear) {
    try {
      Notice notice = ear.poll(Race.PATIENCE_SECONDS / 6, TimeUnit.SECONDS);
      if (notice == null) {
        throw new AssertionError("nothing was heard");
      }
      return notice;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
