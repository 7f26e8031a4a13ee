package io.chattr.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.MarkMessages.Marked;
import io.chattr.application.message.MarkMessages.Target;
import io.chattr.application.port.Committed;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.Refusals;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a group hears of its members' marks. */
class GatheredMarksTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final MemoryStore store = new MemoryStore();
  private final Chat chat = new Chat(store);
  private Chattr chattr = Chattr.on(store).markRound(NEVER).build();
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private final Room group = chat.group(ann, ben, cat);
  private final Message first = group.post(ann, "first");
  private final Message second = group.post(ann, "second");
  private final Ear ear = chat.ear(ann);

  @AfterEach
  void close() {
    chattr.close();
  }

  private CompletableFuture<Committed<Marked>> mark(UserId member, Message message, Mark mark) {
    return chattr
        .markMessages()
        .submit(new MarkMessages.Command(member, new Target.ById(message.id()), mark));
  }

  @Test
  void the_first_mark_after_a_quiet_round_is_made_at_once() {
    assertThat(mark(ben, first, Mark.READ)).isDone();

    assertThat(ear.hears()).containsExactly(moved(first, new Move(ben, new Watermarks(1, 1))));
  }

  @Test
  void those_that_follow_wait_for_the_end_of_the_round_and_are_one_event() {
    mark(ben, first, Mark.READ).join();
    List<DomainEvent> before = ear.hears();
    var cats = mark(cat, first, Mark.DELIVERED);
    var bens = mark(ben, second, Mark.READ);
    var catsNext = mark(cat, second, Mark.DELIVERED);
    assertThat(before).hasSize(1);
    assertThat(ear.hears()).isEmpty();
    assertThat(cats).isNotDone();

    chattr.close();

    assertThat(ear.hears())
        .containsExactly(
            moved(
                second, new Move(cat, new Watermarks(2, 0)), new Move(ben, new Watermarks(2, 2))));
    assertThat(bens.join().value().watermarks()).isEqualTo(new Watermarks(2, 2));
    assertThat(catsNext.join().value().watermarks()).isEqualTo(new Watermarks(2, 0));
  }

  @Test
  void rounds_end_by_themselves() {
    chattr.close();
    chattr = Chattr.on(store).markRound(Duration.ofMillis(20)).build();

    mark(ben, first, Mark.READ).join();
    mark(cat, first, Mark.READ).join();
    mark(ben, second, Mark.READ).join();

    assertThat(group.member(ben).watermarks()).isEqualTo(new Watermarks(2, 2));
    assertThat(group.member(cat).watermarks()).isEqualTo(new Watermarks(1, 1));
  }

  @Test
  void who_was_removed_meanwhile_is_refused_and_the_others_are_not() {
    mark(ben, first, Mark.READ).join();
    var bens = mark(ben, second, Mark.READ);
    var cats = mark(cat, second, Mark.READ);
    group.remove(ann, ben);
    group.addWithoutHistory(ben);

    chattr.close();

    assertThat(Refusals.refusal(() -> unwrap(bens))).isEqualTo(new NotFound("message"));
    assertThat(cats.join().value().watermarks()).isEqualTo(new Watermarks(2, 2));
  }

  @Test
  void in_a_direct_conversation_each_move_is_an_event_at_once() {
    Room direct = chat.direct(ann, ben);
    Message one = direct.post(ann, "one");
    Message two = direct.post(ann, "two");
    ear.hears();

    mark(ben, one, Mark.DELIVERED);
    mark(ben, two, Mark.READ);

    assertThat(ear.hears()).hasSize(2).hasOnlyElementsOfType(StatusMoved.class);
  }

  private static Object unwrap(CompletableFuture<Committed<Marked>> refused) throws Exception {
    try {
      return refused.get();
    } catch (ExecutionException failure) {
      throw (Exception) failure.getCause();
    }
  }

  private StatusMoved moved(Message newest, Move... moves) {
    return new StatusMoved(group.id(), List.of(moves), new Newest(newest.id(), newest.seq()));
  }
}
