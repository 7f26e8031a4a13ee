package io.chattr.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.live.Notice;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The law that whoever counts again when a notice says so never keeps a stale count. */
class UnreadToldTest {
  // Short: those who mark wait for its end.
  private static final Duration ROUND = Duration.ofMillis(10);

  private final MemoryStore store = new MemoryStore();

  @Test
  void what_was_told_last_equals_a_recount() {
    try (Chattr chattr = Chattr.on(store).markRound(ROUND).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store);
            List<Teller> tellers =
                town.people().stream().map(person -> new Teller(chattr, person)).toList();
            town.live(random, 80);
            town.liveAtOnce(random, 3, 20);
            tellers.forEach(teller -> teller.assertLevel(town));
          });
    }
  }

  /** Tells one person what they have not read, whenever a notice touches it. */
  private final class Teller {
    private final Chattr chattr;
    private final UserId person;
    private final UserId stranger = Fresh.person("stranger");
    private final Map<Seat, Unread> told = new ConcurrentHashMap<>();
    private final CountDownLatch level = new CountDownLatch(1);

    Teller(Chattr chattr, UserId person) {
      this.chattr = chattr;
      this.person = person;
      chattr.liveEvents().subscribe(person, this::hear);
    }

    private void hear(Notice notice) {
      notice
          .touchesUnreadOf(person)
          .flatMap(chattr.viewConversations()::findUnread)
          .ifPresent(unread -> told.put(new Seat(unread.conversation(), person), unread));
      if (notice.event() instanceof FriendRequestSent sent
          && sent.request().sender().equals(stranger)) {
        level.countDown();
      }
    }

    void assertLevel(Town town) {
      chattr.befriend().request(stranger, person);
      try {
        assertThat(level.await(Race.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
      for (ConversationId room : town.rooms()) {
        var seat = new Seat(room, person);
        Optional<Unread> now = store.conversations().unread(seat);
        // Nobody is told of what has been empty since it was made.
        now.ifPresent(
            unread ->
                assertThat(told.getOrDefault(seat, new Unread(room, 0, 0))).isEqualTo(unread));
      }
    }
  }
}
