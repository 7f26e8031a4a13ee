package io.chattr.adapter.websocket.chat;

import io.chattr.application.Chattr;
import io.chattr.application.live.Subscription;
import io.chattr.application.live.Sync;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Sets connections on their way along the log. */
final class Following {
  private static final Logger LOG = System.getLogger(Following.class.getName());

  private final Chattr chattr;
  private final int replayMax;
  private final Executor later;

  /**
   * @param replayMax how many events are replayed at most
   * @param later for what can wait until those are served who came at the same time
   */
  Following(Chattr chattr, int replayMax, Executor later) {
    this.chattr = chattr;
    this.replayMax = replayMax;
    this.later = later;
  }

  /** Whether all that {@code user} may see since {@code cursor} can be replayed. */
  boolean covers(UserId user, Cursor cursor) {
    return chattr.liveEvents().covers(user, cursor, replayMax);
  }

  /** Begins with what happens from now on; {@code accepting} lets the client in, knowing where. */
  ChatSocket begin(UserId user, Function<Cursor, ChatSocket> accepting) {
    var socket = new AtomicReference<ChatSocket>();
    Subscription subscription =
        chattr
            .liveEvents()
            .subscribeKnowing(
                user,
                now -> {
                  socket.set(accepting.apply(now));
                  return socket.get();
                });
    socket.get().follow(subscription);
    return socket.get();
  }

  /**
   * The same for a client that keeps a cursor from before, and will show it again: begins at the
   * end of the log itself, which this node may not have read yet, and thus behind that cursor.
   */
  ChatSocket beginBehindAll(UserId user, Function<Cursor, ChatSocket> accepting) {
    Cursor end = chattr.sync().handle(new Sync.Query(user, Optional.empty(), 1)).page().cursor();
    ChatSocket socket = accepting.apply(end);
    resume(socket, end, false);
    return socket;
  }

  /**
   * Goes on from {@code from}. {@code proven} is whether the client has shown that it has all that
   * is before.
   */
  void resume(ChatSocket socket, Cursor from, boolean proven) {
    socket.follow(chattr.liveEvents().subscribe(socket.user(), from, socket));
    socket.catchUp();
    if (proven) {
      later.execute(() -> markDelivered(socket.user(), from));
    }
  }

  /** The client is connected whatever comes of this; what it shows next time proves it, too. */
  private void markDelivered(UserId user, Cursor proven) {
    try {
      chattr.markMessages().deliveredUpTo(user, proven.position());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "What a client has was not marked as delivered", failure);
    }
  }
}
