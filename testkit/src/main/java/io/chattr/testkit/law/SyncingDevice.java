package io.chattr.testkit.law;

import io.chattr.application.Chattr;
import io.chattr.application.live.LiveEvents;
import io.chattr.application.live.Sync;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.util.Optional;
import java.util.SplittableRandom;

/** A device that asks for what it missed, page by page. */
final class SyncingDevice {
  private final Chattr chattr;
  private final UserId owner;
  private final SplittableRandom random;
  private final ClientModel model;
  private final Cursor start;
  private Cursor cursor;

  /** Takes the present cursor, then loads; {@code meanwhile} runs between any two requests. */
  SyncingDevice(Chattr chattr, UserId owner, SplittableRandom random, Runnable meanwhile) {
    this.chattr = chattr;
    this.owner = owner;
    this.random = random;
    this.model = new ClientModel(chattr, owner, 1 + random.nextInt(4));
    this.start = chattr.sync().handle(new Sync.Query(owner, Optional.empty(), 1)).page().cursor();
    this.cursor = start;
    model.load(meanwhile);
  }

  UserId owner() {
    return owner;
  }

  ClientModel model() {
    return model;
  }

  /** Asks for one page; answers whether there was nothing new. */
  boolean syncs() {
    Sync.Answer answer =
        chattr.sync().handle(new Sync.Query(owner, Optional.of(cursor), 1 + random.nextInt(9)));
    LiveEvents.Page page = answer.page();
    if (page.reset()) {
      throw new AssertionError("reset of " + owner + " at " + cursor);
    }
    page.events().forEach(model::apply);
    if (random.nextInt(4) == 0) {
      // An answer may get lost on the way and be asked for again.
      page.events().forEach(model::apply);
    }
    answer.unread().forEach(model::apply);
    cursor = page.cursor();
    return page.complete() && page.events().isEmpty();
  }

  /** Hears once more what it has heard since it began. */
  void hearsAllAgain() {
    cursor = start;
    boolean done;
    do {
      done = syncs();
    } while (!done);
  }
}
