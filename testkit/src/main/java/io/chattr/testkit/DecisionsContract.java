package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.application.port.Committed;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Roster;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a {@link io.chattr.application.port.Journal} treats what it is asked to commit. */
public interface DecisionsContract extends StoreUnderTest {
  @Test
  default void a_decision_on_what_has_changed_meanwhile_is_asked_again() {
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann);
    var stale = new Roster(room.now());
    room.add(ann, Fresh.person("ben"));
    var asked = new AtomicInteger();

    store()
        .journal()
        .commit(
            () ->
                asked.incrementAndGet() == 1
                    ? stale.add(ann, cat, 100)
                    : new Roster(room.now()).add(ann, cat, 100));

    assertThat(asked).hasValue(2);
    assertThat(room.now().members()).hasSize(3);
  }

  @Test
  default void a_post_of_somebody_who_was_removed_meanwhile_is_decided_again() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    Draft draft = room.draft(ben, "one last word");
    Standing stale = room.standing(ben);
    room.remove(ann, ben);
    var asked = new AtomicInteger();

    var refusal =
        refusal(
            () ->
                store()
                    .journal()
                    .commit(
                        () ->
                            asked.incrementAndGet() == 1
                                ? stale.post(draft)
                                : room.standing(ben).post(draft)));

    assertThat(refusal).isEqualTo(new NotFound("conversation"));
    assertThat(room.messages()).isEmpty();
  }

  @Test
  default void posts_do_not_disturb_each_other() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Standing before = room.standing(ann);
    Message first = room.post(ben, "first");
    room.read(ann, first);
    var asked = new AtomicInteger();

    Message second =
        store()
            .journal()
            .commit(
                () -> {
                  asked.incrementAndGet();
                  return before.post(room.draft(ann, "second"));
                })
            .value();

    assertThat(asked).hasValue(1);
    assertThat(second.seq()).isEqualTo(2);
  }

  @Test
  default void a_refusal_is_thrown_as_it_is_and_leaves_no_trace() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Ear ear = chat().ear(ann);
    var refused = new Rejected(new NotPermitted(Permission.POST.code()));

    assertThatThrownBy(
            () ->
                store()
                    .journal()
                    .commit(
                        () -> {
                          throw refused;
                        }))
        .isSameAs(refused);

    assertThat(ear.hears()).isEmpty();
    assertThat(room.post(ann, "after").seq()).isEqualTo(1);
  }

  @Test
  default void a_defect_in_deciding_is_thrown_as_it_is_and_hurts_nobody_else() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var defect = new IllegalStateException("a defect");

    assertThatThrownBy(
            () ->
                store()
                    .journal()
                    .commit(
                        () -> {
                          throw defect;
                        }))
        .isSameAs(defect);

    assertThat(room.post(ann, "after").seq()).isEqualTo(1);
  }

  @Test
  default void nothing_to_do_is_answered_and_not_logged() {
    var ann = Fresh.person("ann");
    chat().direct(ann, Fresh.person("ben"));
    Ear ear = chat().ear(ann);

    Committed<String> answer = store().journal().commit(() -> Decision.nothing("as it was"));

    assertThat(answer.value()).isEqualTo("as it was");
    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void nobody_sees_a_message_before_its_commit_and_everybody_after() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Ear ear = chat().ear(ben);
    Draft draft = room.draft(ann, "hello");
    var before = new AtomicReference<List<?>>();

    store()
        .journal()
        .commit(
            () -> {
              var seen = new ArrayList<Object>(ear.hears());
              store().messages().find(draft.id()).ifPresent(seen::add);
              before.set(seen);
              return room.standing(ann).post(draft);
            });

    assertThat(before.get()).isEmpty();
    assertThat(store().messages().find(draft.id())).isPresent();
    assertThat(ear.hearsSaid()).containsExactly("hello");
  }

  @Test
  default void each_of_a_crowd_gets_its_own_answer() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    var mark = Fresh.clientId();
    Message first = room.send(ann, "first", mark).value();
    var stranger = Fresh.person("stranger");

    List<Object> answers =
        Race.of(
            9,
            runner ->
                () ->
                    switch (runner % 3) {
                      case 0 -> room.post(ben, "post " + runner).content();
                      case 1 -> room.send(ann, "first", mark).value();
                      default -> refusal(() -> room.post(stranger, "let me in"));
                    });

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .isEqualTo(
              switch (i % 3) {
                case 0 -> room.draft(ben, "post " + i).content();
                case 1 -> first;
                default -> new NotFound("conversation");
              });
    }
    assertThat(room.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L);
  }
}
