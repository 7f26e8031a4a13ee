package io.chattr.application.presence;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Presences;
import io.chattr.application.presence.Whisper.TypingChanged;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is typing, in virtual time. */
class TypingTest {
  private static final UserId ANN = Fresh.person("ann");
  private static final UserId BEN = Fresh.person("ben");

  private final MemoryStore store = new MemoryStore();
  private final VirtualTiming timing = new VirtualTiming();
  private final Whispers whispers = new Whispers();
  private final List<String> heard = new ArrayList<>();
  private final Typing typing = new Typing(store.conversations(), whispers, timing);
  private final Room room = new Chat(store).direct(ANN, BEN);
  private final Seat seat = new Seat(room.id(), ANN);

  TypingTest() {
    // Since when nobody has typed.
    timing.pass(100);
    whispers.listen(
        (audience, whisper, except) ->
            heard.add(
                ((TypingChanged) whisper).typing() + " to " + audience.size() + " but " + except));
  }

  private List<String> heard() {
    var now = List.copyOf(heard);
    heard.clear();
    return now;
  }

  @Test
  void who_begins_is_told_at_once_but_not_to_the_connection_that_says_so() {
    typing.begin(seat, "phone");

    assertThat(heard()).containsExactly("true to 2 but phone");
  }

  @Test
  void it_ends_by_itself() {
    typing.begin(seat, "phone");
    timing.pass(5.999);
    assertThat(heard()).hasSize(1);

    timing.pass(0.001);

    assertThat(heard()).containsExactly("false to 2 but phone");
    assertThat(typing.size()).isZero();
    assertThat(timing.appointments()).isZero();
  }

  @Test
  void each_word_is_good_for_as_long_again() {
    typing.begin(seat, "phone");
    timing.pass(2);
    typing.begin(seat, "phone");
    timing.pass(5.9);
    assertThat(heard()).doesNotContain("false to 2 but phone");

    timing.pass(0.1);

    assertThat(heard()).containsExactly("false to 2 but phone");
  }

  @Test
  void a_flood_of_words_is_told_every_three_seconds() {
    for (int i = 0; i < 900; i++) {
      typing.begin(seat, "phone");
      timing.pass(0.01);
    }

    assertThat(heard()).hasSize(3).containsOnly("true to 2 but phone");
  }

  @Test
  void a_flood_of_beginnings_and_endings_is_told_once_a_second_each() {
    for (int i = 0; i < 100; i++) {
      typing.begin(seat, "phone");
      typing.end(seat);
      timing.pass(0.01);
    }

    assertThat(heard()).containsExactly("true to 2 but phone", "false to 2 but phone");
    assertThat(typing.size()).isLessThan(2);
  }

  @Test
  void who_begins_again_at_once_is_told_a_little_later() {
    typing.begin(seat, "phone");
    timing.pass(0.3);
    typing.end(seat);
    typing.begin(seat, "phone");
    assertThat(heard()).containsExactly("true to 2 but phone", "false to 2 but phone");

    timing.pass(0.7);
    assertThat(heard()).containsExactly("true to 2 but phone");
    timing.pass(5.3);

    assertThat(heard()).containsExactly("false to 2 but phone");
  }

  @Test
  void who_says_that_they_stop_is_told_at_once_and_only_once() {
    typing.begin(seat, "phone");
    heard();

    typing.end(seat);
    typing.end(seat);
    timing.pass(60);

    assertThat(heard()).containsExactly("false to 2 but phone");
    assertThat(typing.size()).isZero();
  }

  @Test
  void who_stops_without_having_begun_is_not_told() {
    typing.end(seat);
    typing.end(seat, "phone");

    assertThat(heard()).isEmpty();
  }

  @Test
  void a_message_ends_it() {
    typing.begin(seat, "phone");
    heard();

    typing.hear(new MessagePosted(room.post(BEN, "not mine")));
    assertThat(heard()).isEmpty();
    typing.hear(new MessagePosted(room.post(ANN, "mine")));

    assertThat(heard()).containsExactly("false to 2 but phone");
  }

  @Test
  void leaving_ends_it() {
    typing.begin(seat, "phone");
    heard();

    typing.hear(new MemberRemoved(room.id(), BEN));
    assertThat(heard()).isEmpty();
    typing.hear(new MemberRemoved(room.id(), ANN));

    assertThat(heard()).containsExactly("false to 2 but phone");
  }

  @Test
  void the_end_of_the_connection_ends_it_but_not_that_of_another() {
    typing.begin(seat, "phone");
    typing.begin(seat, "laptop");
    heard();

    typing.end(seat, "phone");
    assertThat(heard()).isEmpty();
    typing.end(seat, "laptop");

    assertThat(heard()).containsExactly("false to 2 but laptop");
  }

  @Test
  void who_is_not_a_member_may_not_type() {
    assertThat(refusal(() -> typing.begin(new Seat(room.id(), Fresh.person("eve")), "x")))
        .isEqualTo(new NotFound("conversation"));
    assertThat(refusal(() -> typing.begin(new Seat(new ConversationId(Fresh.id()), ANN), "x")))
        .isEqualTo(new NotFound("conversation"));
    assertThat(typing.size()).isZero();
  }

  @Test
  void in_a_group_of_more_than_a_hundred_nobody_is_told() {
    UserId[] others =
        IntStream.range(1, Presences.LARGEST_GROUP)
            .mapToObj(i -> Fresh.person("p" + i))
            .toArray(UserId[]::new);
    Room group = new Chat(store).group(ANN, others);
    typing.begin(new Seat(group.id(), ANN), "phone");
    assertThat(heard()).containsExactly("true to 100 but phone");

    group.add(ANN, BEN);
    timing.pass(60);
    heard();
    typing.begin(new Seat(group.id(), ANN), "phone");

    assertThat(heard()).allMatch(told -> told.contains("to 0"));
  }

  @Test
  void several_conversations_and_people_do_not_meddle() {
    Room other = new Chat(store).group(ANN, BEN);
    typing.begin(seat, "phone");
    typing.begin(new Seat(other.id(), ANN), "phone");
    typing.begin(new Seat(room.id(), BEN), "desk");
    assertThat(heard()).hasSize(3);

    typing.end(seat);

    assertThat(heard()).containsExactly("false to 2 but phone");
    assertThat(typing.size()).isEqualTo(3);
  }
}
