package io.chattr.application.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Presences;
import io.chattr.application.presence.Presence.Connection;
import io.chattr.application.presence.Whisper.PresenceChanged;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is there, in virtual time. */
class PresenceTest {
  private static final UserId ANN = Fresh.person("ann");
  private static final UserId BEN = Fresh.person("ben");
  private static final UserId EVE = Fresh.person("eve");

  private final MemoryStore store = new MemoryStore();
  private final VirtualTiming timing = new VirtualTiming();
  private final Whispers whispers = new Whispers();
  private final List<String> heard = new ArrayList<>();
  private Presence presence = new Presence(store.presences(), whispers, timing);

  PresenceTest() {
    new Chat(store).befriend(ANN, BEN);
    whispers.listen(
        (audience, whisper, except) -> {
          var change = (PresenceChanged) whisper;
          for (UserId reader : audience) {
            heard.add(
                "%s hears that %s is %s"
                    .formatted(
                        name(reader), name(change.user()), change.online() ? "there" : "gone"));
          }
        });
  }

  private static String name(UserId user) {
    return user.value().substring(0, 3);
  }

  private List<String> heard() {
    timing.pass(0);
    var now = List.copyOf(heard);
    heard.clear();
    return now;
  }

  private Availability of(UserId reader, UserId user) {
    return presence.of(reader, List.of(user)).get(user);
  }

  @Test
  void who_connects_is_there_and_those_whom_it_concerns_hear_it_once() {
    presence.connect(ANN);
    presence.connect(ANN);

    assertThat(heard()).containsExactly("ben hears that ann is there");
    assertThat(of(BEN, ANN)).isEqualTo(new Availability(true, Optional.of(timing.now())));
  }

  @Test
  void whoever_is_gone_for_longer_than_the_grace_is_told_as_gone_with_their_last_time() {
    Connection connection = presence.connect(ANN);
    heard();
    timing.pass(100);
    Instant left = timing.now();

    connection.close();
    timing.pass(7.999);
    assertThat(heard()).isEmpty();
    assertThat(of(BEN, ANN).online()).isTrue();
    timing.pass(0.001);

    assertThat(heard()).containsExactly("ben hears that ann is gone");
    assertThat(of(BEN, ANN)).isEqualTo(new Availability(false, Optional.of(left)));
  }

  @Test
  void who_comes_back_within_the_grace_was_never_gone() {
    presence.connect(ANN).close();
    heard();

    timing.pass(7.9);
    Connection back = presence.connect(ANN);
    timing.pass(60);
    assertThat(heard()).isEmpty();

    back.close();
    timing.pass(8);
    assertThat(heard()).containsExactly("ben hears that ann is gone");
  }

  @Test
  void who_flickers_is_gone_a_grace_after_the_last_time() {
    for (int i = 0; i < 10; i++) {
      presence.connect(ANN).close();
      timing.pass(5);
    }
    assertThat(heard()).containsExactly("ben hears that ann is there");

    timing.pass(3);

    assertThat(heard()).containsExactly("ben hears that ann is gone");
    assertThat(presence.size()).isZero();
  }

  @Test
  void who_has_several_devices_is_there_until_the_last_one_is_gone() {
    Connection phone = presence.connect(ANN);
    Connection laptop = presence.connect(ANN);
    heard();

    phone.close();
    phone.close();
    timing.pass(60);
    assertThat(heard()).isEmpty();
    laptop.close();
    timing.pass(8);

    assertThat(heard()).containsExactly("ben hears that ann is gone");
  }

  @Test
  void who_comes_and_goes_before_anybody_was_told_is_told_in_order() {
    presence.connect(ANN).close();

    timing.pass(60);

    assertThat(heard())
        .containsExactly("ben hears that ann is there", "ben hears that ann is gone");
  }

  @Test
  void strangers_hear_nothing_and_may_not_look() {
    presence.connect(ANN);
    presence.connect(EVE);

    assertThat(heard()).containsExactly("ben hears that ann is there");
    assertThat(presence.of(EVE, List.of(ANN, BEN))).isEmpty();
  }

  @Test
  void everybody_may_look_at_themselves() {
    presence.connect(EVE);

    assertThat(of(EVE, EVE).online()).isTrue();
  }

  @Test
  void who_was_never_there_has_no_last_time() {
    assertThat(of(ANN, BEN)).isEqualTo(new Availability(false, Optional.empty()));
  }

  @Test
  void the_last_time_is_stored_and_outlives_the_process() {
    Connection connection = presence.connect(ANN);
    timing.pass(30);
    connection.close();
    Instant left = timing.now();
    timing.pass(10);

    presence = new Presence(store.presences(), whispers, timing);

    assertThat(of(BEN, ANN)).isEqualTo(new Availability(false, Optional.of(left)));
  }

  @Test
  void who_is_there_when_the_process_ends_was_there_until_then() {
    presence.connect(ANN);
    timing.pass(30);

    presence.close();

    assertThat(store.presences().lastSeen(List.of(ANN))).isEqualTo(Map.of(ANN, timing.now()));
  }

  @Test
  void coming_and_going_of_many_is_written_at_most_once_a_second() {
    var writes = new AtomicInteger();
    var rows = new AtomicInteger();
    var counting =
        new PassedOn(store.presences()) {
          @Override
          public void saw(Map<UserId, Instant> seen) {
            assertThat(seen.size()).isBetween(1, 500);
            writes.incrementAndGet();
            rows.addAndGet(seen.size());
            super.saw(seen);
          }
        };
    presence = new Presence(counting, whispers, timing);

    for (int i = 0; i < 1_200; i++) {
      UserId person = Fresh.person("p" + i);
      presence.connect(person);
      presence.connect(person);
    }
    timing.pass(10);

    assertThat(rows).hasValue(1_200);
    assertThat(writes).hasValue(3);
    assertThat(timing.appointments()).isZero();
  }

  @Test
  void a_store_that_fails_delays_what_is_told_and_loses_nothing() {
    var failing = new AtomicInteger(2);
    var flaky =
        new PassedOn(store.presences()) {
          @Override
          public Set<UserId> concerned(UserId user, int limit) {
            fail();
            return super.concerned(user, limit);
          }

          @Override
          public void saw(Map<UserId, Instant> seen) {
            fail();
            super.saw(seen);
          }

          private void fail() {
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
              throw new IllegalStateException("on purpose");
            }
          }
        };
    presence = new Presence(flaky, whispers, timing);

    Connection connection = presence.connect(ANN);
    timing.pass(20);
    assertThat(heard()).containsExactly("ben hears that ann is there");
    failing.set(2);
    connection.close();
    timing.pass(20);

    assertThat(heard()).containsExactly("ben hears that ann is gone");
    assertThat(store.presences().lastSeen(List.of(ANN))).containsKey(ANN);
    assertThat(presence.size()).isZero();
  }

  @Test
  void under_many_threads_what_is_told_last_is_how_it_stands() {
    var told = new CopyOnWriteArrayList<Boolean>();
    var bus = new Whispers();
    bus.listen((audience, whisper, except) -> told.add(((PresenceChanged) whisper).online()));
    try (var thread = new ThreadTiming(InstantSource.system())) {
      var busy = new Presence(store.presences(), bus, thread);
      Race.of(
          8,
          runner ->
              () -> {
                for (int i = 0; i < 500; i++) {
                  busy.connect(ANN).close();
                }
                return busy.connect(ANN);
              });

      while (told.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(told).containsExactly(true);
      assertThat(busy.of(BEN, List.of(ANN)).get(ANN).online()).isTrue();
    }
  }

  /** Presences that pass everything on. */
  private static class PassedOn implements Presences {
    private final Presences target;

    PassedOn(Presences target) {
      this.target = target;
    }

    @Override
    public Map<UserId, Instant> lastSeen(Collection<UserId> users) {
      return target.lastSeen(users);
    }

    @Override
    public void saw(Map<UserId, Instant> seen) {
      target.saw(seen);
    }

    @Override
    public void forget(UserId user) {
      target.forget(user);
    }

    @Override
    public Set<UserId> concerned(UserId user, int limit) {
      return target.concerned(user, limit);
    }

    @Override
    public Set<UserId> concerned(UserId user, Collection<UserId> candidates) {
      return target.concerned(user, candidates);
    }
  }

  @Test
  void the_grace_is_eight_seconds() {
    assertThat(Duration.ofSeconds(Presence.GRACE_SECONDS)).isEqualTo(Duration.ofSeconds(8));
  }
}
