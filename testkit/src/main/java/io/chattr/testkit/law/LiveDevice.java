package io.chattr.testkit.law;

import io.chattr.application.Chattr;
import io.chattr.application.live.Notice;
import io.chattr.application.live.Subscription;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that listens. */
final class LiveDevice implements AutoCloseable {
  private final UserId owner;
  private final ClientModel model;
  private final BlockingQueue<Notice> arriving = new LinkedBlockingQueue<>();
  private final List<Long> heard = new ArrayList<>();
  private final Subscription subscription;
  private final Optional<Cursor> cursor;

  private LiveDevice(
      Chattr chattr,
      UserId owner,
      SplittableRandom random,
      Optional<Cursor> cursor,
      Subscribing subscribing) {
    this.owner = owner;
    this.cursor = cursor;
    this.model = new ClientModel(chattr, owner, 1 + random.nextInt(4));
    this.subscription = subscribing.on(arriving);
  }

  private interface Subscribing {
    Subscription on(BlockingQueue<Notice> arriving);
  }

  /** Listens, then loads; {@code meanwhile} runs between any two requests. */
  static LiveDevice live(Chattr chattr, UserId owner, SplittableRandom random, Runnable meanwhile) {
    var device =
        new LiveDevice(
            chattr,
            owner,
            random,
            Optional.empty(),
            arriving -> chattr.liveEvents().subscribe(owner, arriving::add));
    device.model.load(meanwhile);
    return device;
  }

  /** Goes on from a cursor of old: it hears nothing before it {@link #catchesUp}. */
  static LiveDevice returning(
      Chattr chattr, Cursor cursor, UserId owner, SplittableRandom random, Runnable meanwhile) {
    var device =
        new LiveDevice(
            chattr,
            owner,
            random,
            Optional.of(cursor),
            arriving -> chattr.liveEvents().subscribe(owner, cursor, arriving::add));
    device.model.load(meanwhile);
    return device;
  }

  UserId owner() {
    return owner;
  }

  ClientModel model() {
    return model;
  }

  /** It has heard what is behind this position. */
  long beginning() {
    return cursor.map(Cursor::position).orElseGet(() -> heard.get(0) - 1);
  }

  /** The positions of all that it has heard. */
  List<Long> heard() {
    return heard;
  }

  void catchesUp(int limit) {
    Subscription.Progress progress;
    do {
      progress = subscription.catchUp(limit);
      if (progress == Subscription.Progress.RESET) {
        throw new AssertionError("reset of " + owner);
      }
    } while (progress == Subscription.Progress.BEHIND);
  }

  /** Does what the events say, up to the friend request that {@code stranger} sends. */
  void hearsUntilAskedBy(UserId stranger) {
    boolean last;
    do {
      Notice notice = next();
      heard.add(notice.cursor().position());
      model.apply(notice);
      last =
          notice.event() instanceof FriendRequestSent sent
              && sent.request().sender().equals(stranger);
    } while (!last);
  }

  private Notice next() {
    try {
      Notice notice = arriving.poll(Race.PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (notice == null) {
        throw new AssertionError("what happened never reached " + owner);
      }
      return notice;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
