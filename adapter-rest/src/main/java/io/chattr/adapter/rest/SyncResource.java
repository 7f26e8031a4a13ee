package io.chattr.adapter.rest;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.live.LiveEvents;
import io.chattr.application.live.Sync;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.view.SyncView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** {@code /sync}: what came after a cursor, or, with {@code wait}, what comes. */
final class SyncResource {
  /** In seconds. */
  static final int MAX_WAIT = 60;

  private static final int DEFAULT_LIMIT = 100;

  private final Sync sync;
  private final LiveEvents liveEvents;

  SyncResource(Sync sync, LiveEvents liveEvents) {
    this.sync = sync;
    this.liveEvents = liveEvents;
  }

  Reply sync(Call call) {
    int wait = call.query().amount("wait", 0);
    if (wait > MAX_WAIT) {
      throw Rejected.value("wait", INVALID_VALUE, "must be 0 to " + MAX_WAIT + " seconds");
    }
    var query =
        new Sync.Query(
            call.user(),
            call.query().text("cursor").map(Cursor::of),
            call.query().amount("limit", DEFAULT_LIMIT));
    return wait == 0 || query.cursor().isEmpty()
        ? Reply.ok(SyncView.of(sync.handle(query)))
        : follow(query, System.nanoTime() + Duration.ofSeconds(wait).toNanos());
  }

  private Reply follow(Sync.Query query, long deadline) {
    // Listens before it looks, so that nothing can happen between the two unheard.
    CompletableFuture<Void> news = liveEvents.next(query.reader());
    boolean waiting = false;
    try {
      Sync.Answer answer = sync.handle(query);
      long left = deadline - System.nanoTime();
      if (left <= 0 || isWorthTelling(answer)) {
        return Reply.ok(SyncView.of(answer));
      }
      waiting = true;
      return new Reply.Later(
          news,
          Duration.ofNanos(left),
          mayWait -> mayWait ? follow(query, deadline) : Reply.ok(SyncView.of(sync.handle(query))));
    } finally {
      if (!waiting) {
        news.cancel(false);
      }
    }
  }

  private static boolean isWorthTelling(Sync.Answer answer) {
    return !answer.page().events().isEmpty() || answer.page().reset() || !answer.page().complete();
  }
}
