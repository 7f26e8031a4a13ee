package io.chattr.application.live;

import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.testkit.fixture.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener has heard and the test has not yet looked at. */
final class Arrivals implements LiveListener {
  private final BlockingQueue<Notice> waiting = new LinkedBlockingQueue<>();

  @Override
  public void hear(Notice notice) {
    waiting.add(notice);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  /** Waits for it. */
  Notice next() {
    try {
      Notice notice = waiting.poll(Race.PATIENCE_SECONDS / 6, TimeUnit.SECONDS);
      if (notice == null) {
        throw new AssertionError("nothing was heard");
      }
      return notice;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /** The words of the next message. */
  String said() {
    while (true) {
      if (next().event() instanceof MessagePosted posted) {
        return ((Text) posted.message().content()).value();
      }
    }
  }

  /** The words that arrive, up to and with {@code last}. */
  List<String> saidUpTo(String last) {
    var all = new ArrayList<String>();
    while (all.isEmpty() || !all.get(all.size() - 1).equals(last)) {
      all.add(said());
    }
    return all;
  }
}
