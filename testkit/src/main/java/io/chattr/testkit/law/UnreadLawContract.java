package io.chattr.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.Chattr;
import io.chattr.application.port.Messages.Range;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The law that what is unread equals a recount, after any history. */
public interface UnreadLawContract extends StoreUnderTest {
  UserId NOBODY = new UserId("nobody");

  @Test
  default void unread_equals_a_recount() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            for (int i = 0; i < 4; i++) {
              town.live(random, 40);
              assertRecounted(town);
            }
          });
    }
  }

  @Test
  default void unread_equals_a_recount_when_many_write_at_once() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            town.live(random, 20);
            town.liveAtOnce(random, 4, 40);
            assertRecounted(town);
          });
    }
  }

  private void assertRecounted(Town town) {
    for (ConversationId room : town.rooms()) {
      long lastSeq = messages(new Seat(room, NOBODY)).size();
      for (UserId person : town.people()) {
        var seat = new Seat(room, person);
        Optional<Unread> recounted =
            store()
                .conversations()
                .progress(seat)
                .map(progress -> recount(progress, messages(seat), lastSeq));
        assertThat(store().conversations().unread(seat)).isEqualTo(recounted);
        assertThat(store().conversations().overview(seat).map(Overview::unread))
            .isEqualTo(recounted.map(Unread::count));
      }
    }
  }

  private static Unread recount(Progress progress, List<Message> messages, long lastSeq) {
    Seat seat = progress.seat();
    long count =
        messages.stream()
            .filter(message -> message.seq() > progress.watermarks().readUpTo())
            .filter(message -> message.seq() >= progress.visibleFromSeq())
            .filter(message -> !message.sender().equals(seat.user()))
            .filter(message -> !(message.content() instanceof Deleted))
            .count();
    return new Unread(seat.conversation(), count, lastSeq);
  }

  private List<Message> messages(Seat reader) {
    return store()
        .messages()
        .list(
            reader,
            new Range(
                0,
                Long.MAX_VALUE,
                Instant.EPOCH,
                Instant.parse("9999-12-31T00:00:00Z"),
                false,
                100_000));
  }
}
