package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Catchup;
import io.chattr.application.port.Journal;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a journal forgets, and what it still knows then. */
public interface RetentionContract extends StoreUnderTest {
  /** Later than anything that happens in a test. */
  Instant ANY_TIME = Instant.parse("9000-01-01T00:00:00Z");

  @Test
  default void what_is_young_is_not_forgotten() {
    Chat chat = new Chat(storeToForgetIn());
    var ann = Fresh.person("ann");
    Ear ear = chat.ear(ann);
    chat.ask(ann, Fresh.person("ben"));

    assertThat(storeToForgetIn().journal().forget(Instant.EPOCH, 1_000)).isZero();
    assertThat(ear.hears()).hasSize(1);
  }

  @Test
  default void the_oldest_events_are_forgotten_first_and_no_more_than_asked_for() {
    Chat chat = new Chat(storeToForgetIn());
    Journal journal = storeToForgetIn().journal();
    forgetAll(journal);
    long before = journal.head().position();
    chat.ask(Fresh.person("ann"), Fresh.person("ben"));
    chat.ask(Fresh.person("cat"), Fresh.person("dan"));
    List<Logged> all = chat.log(before);

    assertThat(journal.forget(ANY_TIME, 3)).isEqualTo(3);
    assertThat(chat.log(before)).isEqualTo(all.subList(3, all.size()));
    assertThat(journal.forget(ANY_TIME, 3)).isEqualTo(1);
    assertThat(journal.forget(ANY_TIME, 3)).isZero();
  }

  @Test
  default void forgetting_takes_no_position_back() {
    Chat chat = new Chat(storeToForgetIn());
    Journal journal = storeToForgetIn().journal();
    var ann = Fresh.person("ann");
    chat.ask(ann, Fresh.person("ben"));
    Cursor head = journal.head();

    forgetAll(journal);

    assertThat(journal.head()).isEqualTo(head);
    chat.ask(ann, Fresh.person("cat"));
    assertThat(chat.log(head.position()))
        .extracting(Logged::position)
        .containsExactly(head.position() + 1, head.position() + 2);
  }

  @Test
  default void who_missed_a_forgotten_event_is_reset() {
    Chat chat = new Chat(storeToForgetIn());
    Journal journal = storeToForgetIn().journal();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Cursor start = journal.head();
    Room room = chat.direct(ann, ben);
    Cursor between = journal.head();
    room.read(ben, room.post(ann, "hello"));
    Cursor end = journal.head();

    forgetAll(journal);

    assertThat(journal.after(start, ann, 10).reset()).isTrue();
    assertThat(journal.after(between, ben, 10).reset()).isTrue();
    assertThat(journal.covers(between, ben, 10)).isFalse();
    assertThat(journal.after(end, ben, 10).reset()).isFalse();
    assertThat(journal.covers(end, ben, 10)).isTrue();
  }

  @Test
  default void who_missed_nothing_that_was_forgotten_goes_on() {
    Chat chat = new Chat(storeToForgetIn());
    Journal journal = storeToForgetIn().journal();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    forgetAll(journal);
    Cursor start = journal.head();
    chat.ask(Fresh.person("cat"), Fresh.person("dan"));
    Message message = room.post(ann, "hello");

    forgetAll(journal);

    Catchup page = journal.after(start, ben, 10);
    assertThat(page.reset()).isFalse();
    assertThat(page.events()).extracting(Logged::event).containsExactly(new MessagePosted(message));
    assertThat(journal.covers(start, ben, 1)).isTrue();
  }

  @Test
  default void messages_stay_when_the_log_is_forgotten() {
    Chat chat = new Chat(storeToForgetIn());
    Journal journal = storeToForgetIn().journal();
    var ann = Fresh.person("ann");
    Room room = chat.direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();
    Message message = room.send(ann, "hello", mark).value();

    forgetAll(journal);

    assertThat(room.messages()).containsExactly(message);
    assertThat(room.send(ann, "hello", mark).repeated()).isTrue();
    assertThat(room.post(ann, "next").seq()).isEqualTo(2);
    assertThat(room.now().members()).hasSize(2);
  }

  private static void forgetAll(Journal journal) {
    int forgotten;
    do {
      forgotten = journal.forget(ANY_TIME, 1_000);
    } while (forgotten > 0);
  }
}
