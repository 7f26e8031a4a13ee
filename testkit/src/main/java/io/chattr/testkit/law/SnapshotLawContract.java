package io.chattr.testkit.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.Chattr;
import io.chattr.application.port.Catchup;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.StoreUnderTest;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The law that matters most: a snapshot plus the events after its cursor equals a fresh snapshot,
 * for any history, compared at the head.
 */
public interface SnapshotLawContract extends StoreUnderTest {
  @Test
  default void a_snapshot_and_the_pages_after_it_equal_a_fresh_snapshot() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            town.live(random, 30);
            var devices = new ArrayList<SyncingDevice>();
            for (int device = 0; device < 2; device++) {
              for (UserId person : town.people()) {
                devices.add(
                    new SyncingDevice(chattr, person, random.split(), () -> town.live(random, 2)));
                devices.get(random.nextInt(devices.size())).syncs();
              }
            }
            for (int i = 0; i < 40; i++) {
              town.live(random, 2);
              devices.get(random.nextInt(devices.size())).syncs();
            }
            assertFreshAtHead(chattr, devices);
          });
    }
  }

  @Test
  default void the_same_holds_while_many_write_at_once() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            town.live(random, 20);
            List<SplittableRandom> randoms = randoms(random, town.people().size() + 3);
            List<List<SyncingDevice>> devices =
                Race.of(
                    randoms.size(),
                    runner ->
                        () -> {
                          SplittableRandom own = randoms.get(runner);
                          if (runner >= town.people().size()) {
                            town.live(own, 60);
                            return List.<SyncingDevice>of();
                          }
                          var device =
                              new SyncingDevice(chattr, town.people().get(runner), own, () -> {});
                          for (int i = 0; i < 10; i++) {
                            device.syncs();
                          }
                          return List.of(device);
                        });
            assertFreshAtHead(chattr, devices.stream().flatMap(List::stream).toList());
          });
    }
  }

  @Test
  default void a_snapshot_and_what_is_heard_live_equal_a_fresh_snapshot() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            town.live(random, 30);
            var devices = new ArrayList<LiveDevice>();
            for (UserId person : town.people()) {
              devices.add(
                  LiveDevice.live(chattr, person, random.split(), () -> town.live(random, 1)));
              devices.add(
                  LiveDevice.live(chattr, person, random.split(), () -> town.live(random, 1)));
            }
            town.liveAtOnce(random, 3, 25);
            assertFreshAtLast(chattr, town, devices);
          });
    }
  }

  @Test
  default void a_device_that_returns_catches_up_while_others_write_on() {
    try (Chattr chattr = Chattr.on(store()).markRound(Duration.ZERO).build()) {
      Histories.each(
          random -> {
            var town = new Town(chattr, store());
            town.live(random, 20);
            Cursor cursor = store().journal().head();
            town.live(random, 20);
            var devices = new ArrayList<LiveDevice>();
            for (UserId person : town.people()) {
              devices.add(
                  LiveDevice.returning(
                      chattr, cursor, person, random.split(), () -> town.live(random, 1)));
            }
            List<SplittableRandom> randoms = randoms(random, devices.size() + 2);
            Race.of(
                randoms.size(),
                runner ->
                    () -> {
                      SplittableRandom own = randoms.get(runner);
                      if (runner < devices.size()) {
                        devices.get(runner).catchesUp(1 + own.nextInt(5));
                      } else {
                        town.live(own, 60);
                      }
                      return runner;
                    });
            assertFreshAtLast(chattr, town, devices);
          });
    }
  }

  private static void assertFreshAtHead(Chattr chattr, List<SyncingDevice> devices) {
    settle(devices);
    devices.forEach(device -> assertFresh(chattr, device.owner(), device.model()));
    SyncingDevice forgetful = devices.get(0);
    forgetful.hearsAllAgain();
    assertFresh(chattr, forgetful.owner(), forgetful.model());
  }

  /** Until nobody hears anything new: to show a cursor says that messages have arrived. */
  private static void settle(List<SyncingDevice> devices) {
    boolean quiet;
    do {
      quiet = true;
      for (SyncingDevice device : devices) {
        while (!device.syncs()) {
          quiet = false;
        }
      }
    } while (!quiet);
  }

  private static void assertFresh(Chattr chattr, UserId owner, ClientModel model) {
    ClientModel fresh = ClientModel.fresh(chattr, owner);
    assertThat(model.snapshot()).as("what %s keeps", owner).isEqualTo(fresh.snapshot());
    assertThat(model.unreadAsTold())
        .as("what %s was told is unread", owner)
        .isEqualTo(fresh.unreadAsTold());
  }

  private void assertFreshAtLast(Chattr chattr, Town town, List<LiveDevice> devices) {
    var stranger = Fresh.person("stranger");
    town.people().forEach(person -> chattr.befriend().request(stranger, person));
    for (LiveDevice device : devices) {
      device.hearsUntilAskedBy(stranger);
      device.close();
      assertThat(device.heard())
          .as("the positions that %s heard", device.owner())
          .containsExactlyElementsOf(positions(device.beginning(), device.owner()));
      assertThat(device.model().snapshot())
          .as("what %s keeps", device.owner())
          .isEqualTo(ClientModel.fresh(chattr, device.owner()).snapshot());
    }
  }

  /** Where what {@code reader} has to hear stands, behind {@code position}. */
  private List<Long> positions(long position, UserId reader) {
    var before = new Cursor(store().journal().head().epoch(), position);
    Catchup all = store().journal().after(before, reader, 100_000);
    return all.events().stream().map(Logged::position).toList();
  }

  private static List<SplittableRandom> randoms(SplittableRandom random, int count) {
    var randoms = new ArrayList<SplittableRandom>();
    for (int i = 0; i < count; i++) {
      randoms.add(random.split());
    }
    return randoms;
  }
}
