package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Presences;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Presences} must do. */
public interface PresencesContract extends StoreUnderTest {
  @Test
  default void who_was_never_there_has_no_last_time() {
    assertThat(presences().lastSeen(List.of(Fresh.person("ann")))).isEmpty();
    assertThat(presences().lastSeen(List.of())).isEmpty();
  }

  @Test
  default void the_latest_time_counts_whatever_is_told_later() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    Instant noon = Fresh.now();

    presences().saw(Map.of(ann, noon, ben, noon));
    presences().saw(Map.of(ann, noon.plusMillis(1)));
    presences().saw(Map.of(ann, noon.minusMillis(1)));
    presences().saw(Map.of());

    assertThat(presences().lastSeen(List.of(ann, ben, Fresh.person("cat"))))
        .isEqualTo(Map.of(ann, noon.plusMillis(1), ben, noon));
  }

  @Test
  default void five_hundred_are_seen_at_once_and_by_several_at_the_same_time() {
    List<UserId> people = IntStream.range(0, 500).mapToObj(i -> Fresh.person("p" + i)).toList();
    Instant noon = Fresh.now();
    var seen = new HashMap<UserId, Instant>();
    people.forEach(person -> seen.put(person, noon));
    presences().saw(seen);

    Race.of(
        4,
        runner ->
            () -> {
              var later = new HashMap<UserId, Instant>();
              people.forEach(person -> later.put(person, noon.plusMillis(runner)));
              presences().saw(later);
              return runner;
            });

    assertThat(presences().lastSeen(people))
        .hasSize(500)
        .allSatisfy((person, time) -> assertThat(time).isEqualTo(noon.plusMillis(3)));
  }

  @Test
  default void friends_are_concerned_until_they_part() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    UserId cat = Fresh.person("cat");
    chat().befriend(ann, ben);
    chat().befriend(cat, ann);
    chat().ask(ann, Fresh.person("dan"));
    concern(ann, ben, cat);

    chat().unfriend(ann, ben);

    concern(ann, cat);
  }

  @Test
  default void who_shares_a_direct_conversation_is_concerned() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");

    chat().direct(ann, ben);

    concern(ann, ben);
  }

  @Test
  default void who_shares_a_group_is_concerned_while_they_do() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    UserId cat = Fresh.person("cat");
    Room room = chat().group(ann, ben, cat);
    chat().group(ben, Fresh.person("dan"));
    concern(ann, ben, cat);

    room.remove(ann, cat);

    concern(ann, ben);
    assertThat(presences().concerned(cat, 10)).isEmpty();
  }

  @Test
  default void who_comes_back_into_a_group_is_concerned_once() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    room.remove(ann, ben);
    room.add(ann, ben);

    concern(ann, ben);
  }

  @Test
  default void the_two_of_a_block_do_not_concern_each_other_wherever_they_meet() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    UserId cat = Fresh.person("cat");
    chat().direct(ann, ben);
    chat().group(ann, ben, cat);
    concern(ann, ben, cat);

    chat().block(ben, ann);
    concern(ann, cat);
    concern(ben, cat);

    chat().unblock(ben, ann);
    concern(ann, ben, cat);
  }

  @Test
  default void a_group_of_more_than_a_hundred_concerns_nobody() {
    UserId ann = Fresh.person("ann");
    UserId[] others =
        IntStream.range(1, Presences.LARGEST_GROUP)
            .mapToObj(i -> Fresh.person("p" + i))
            .toArray(UserId[]::new);
    Room room = chat().group(ann, others);
    concern(ann, others);

    room.add(ann, Fresh.person("odd"));

    assertThat(presences().concerned(ann, 1_000)).isEmpty();
    assertThat(presences().concerned(ann, List.of(others))).isEmpty();
  }

  @Test
  default void no_more_than_asked_for_are_named_and_nobody_twice() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    UserId cat = Fresh.person("cat");
    chat().befriend(ann, ben);
    chat().direct(ann, ben);
    chat().group(ann, ben, cat);

    concern(ann, ben, cat);
    assertThat(presences().concerned(ann, 1)).hasSize(1);
  }

  @Test
  default void among_nobody_nobody_is_concerned() {
    UserId ann = Fresh.person("ann");
    chat().befriend(ann, Fresh.person("ben"));

    assertThat(presences().concerned(ann, List.of())).isEmpty();
    assertThat(presences().concerned(ann, List.of(ann, Fresh.person("eve")))).isEmpty();
  }

  /** Exactly these, and all of them in turn with {@code user}. */
  private void concern(UserId user, UserId... others) {
    assertThat(presences().concerned(user, 1_000)).containsExactlyInAnyOrder(others);
    var asked = new ArrayList<>(List.of(others));
    asked.add(Fresh.person("eve"));
    assertThat(presences().concerned(user, asked)).containsExactlyInAnyOrder(others);
    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(presences().concerned(other, List.of(user))).isEqualTo(Set.of(user)));
  }

  private Presences presences() {
    return store().presences();
  }
}
