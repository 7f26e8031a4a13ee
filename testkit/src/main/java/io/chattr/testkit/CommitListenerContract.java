package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a journal hands to those who listen to its commits. */
public interface CommitListenerContract extends StoreUnderTest {
  @Test
  default void a_listener_hears_every_commit_once_in_the_order_of_the_log() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var heard = new LinkedBlockingQueue<List<Logged>>();
    store().journal().onCommit(heard::add);
    long before = store().journal().head().position();

    Race.of(
        6,
        writer ->
            () -> {
              Room room = chat.direct(ann, Fresh.person("writer"));
              IntStream.range(0, 15).forEach(i -> room.post(ann, "number " + i));
              return room;
            });

    long head = store().journal().head().position();
    List<Logged> all =
        upTo(head, heard).stream()
            .filter(logged -> logged.position() > before && logged.position() <= head)
            .toList();
    assertThat(all).extracting(Logged::position).isSorted().doesNotHaveDuplicates();
    assertThat(all)
        .filteredOn(postedBy(ann))
        .containsExactlyElementsOf(chat.log(before).stream().filter(postedBy(ann)).toList())
        .hasSize(6 * 15);
  }

  @Test
  default void what_a_listener_hears_can_be_read() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var heard = new LinkedBlockingQueue<List<Logged>>();
    store().journal().onCommit(heard::add);

    Message message = room.post(ann, "hello");

    Logged logged = first(heard, new MessagePosted(message));
    assertThat(store().journal().read(logged.position() - 1, 1)).containsExactly(logged);
    assertThat(store().journal().head().position()).isGreaterThanOrEqualTo(logged.position());
  }

  @Test
  default void the_events_of_one_decision_are_heard_together() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var heard = new LinkedBlockingQueue<List<Logged>>();
    store().journal().onCommit(heard::add);

    chat().ask(ann, ben);

    List<Logged> group =
        groupWith(heard, logged -> logged.event().toString().contains(ann.value()));
    assertThat(group)
        .filteredOn(logged -> logged.event().toString().contains(ann.value()))
        .hasSize(2);
  }

  @Test
  default void a_repeat_and_a_refusal_are_not_heard() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();
    room.send(ann, "hello", mark);
    var heard = new LinkedBlockingQueue<List<Logged>>();
    store().journal().onCommit(heard::add);

    room.send(ann, "hello", mark);
    Refusals.refusal(() -> room.send(ann, "good-bye", mark));
    Message next = room.post(ann, "next");

    long end = store().journal().head().position();
    assertThat(upTo(end, heard))
        .filteredOn(postedBy(ann))
        .extracting(Logged::event)
        .containsExactly(new MessagePosted(next));
  }

  @Test
  default void a_listener_that_fails_hurts_nobody() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var failed = new AtomicBoolean();
    var heard = new LinkedBlockingQueue<List<Logged>>();
    store()
        .journal()
        .onCommit(
            group -> {
              if (!failed.getAndSet(true)) {
                throw new IllegalStateException("a defect");
              }
            });
    store().journal().onCommit(heard::add);

    Message message = room.post(ann, "hello");

    assertThat(first(heard, new MessagePosted(message)).event())
        .isEqualTo(new MessagePosted(message));
    assertThat(failed).isTrue();
  }

  /** Everything heard until the event at {@code position} came. */
  private static List<Logged> upTo(long position, BlockingQueue<List<Logged>> heard) {
    var all = new ArrayList<Logged>();
    while (all.isEmpty() || all.get(all.size() - 1).position() < position) {
      all.addAll(next(heard));
    }
    return all;
  }

  private static Logged first(BlockingQueue<List<Logged>> heard, MessagePosted event) {
    return groupWith(heard, logged -> logged.event().equals(event)).stream()
        .filter(logged -> logged.event().equals(event))
        .findFirst()
        .orElseThrow();
  }

  private static List<Logged> groupWith(
      BlockingQueue<List<Logged>> heard, Predicate<Logged> wanted) {
    while (true) {
      List<Logged> group = next(heard);
      if (group.stream().anyMatch(wanted)) {
        return group;
      }
    }
  }

  private static List<Logged> next(BlockingQueue<List<Logged>> heard) {
    try {
      List<Logged> group = heard.poll(Race.PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (group == null) {
        throw new AssertionError("a commit was never heard");
      }
      return group;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static Predicate<Logged> postedBy(UserId sender) {
    return logged ->
        logged.event() instanceof MessagePosted posted && posted.message().sender().equals(sender);
  }
}
