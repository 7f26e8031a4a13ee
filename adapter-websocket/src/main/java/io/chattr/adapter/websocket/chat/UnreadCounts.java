package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.Timer;
import io.chattr.application.Chattr;
import io.chattr.application.live.Notice;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Tells people's devices how much they have not read: soon after it changed, for each conversation
 * at most once a second, and what they are told last is how it stands.
 */
final class UnreadCounts {
  private static final Duration REST = Duration.ofSeconds(1);

  private final Chattr chattr;
  private final OpenSockets open;
  private final EventEncoder encoder;
  private final Coalescer<Seat> changed;

  UnreadCounts(
      Chattr chattr, OpenSockets open, EventEncoder encoder, Executor worker, Timer timer) {
    this.chattr = chattr;
    this.open = open;
    this.encoder = encoder;
    this.changed = new Coalescer<>(worker, timer, REST, this::tell);
  }

  /** One of {@code user}'s devices has heard this. */
  void heard(Notice notice, UserId user) {
    notice.touchesUnreadOf(user).ifPresent(changed::touch);
  }

  /** The same of what happened before they came: others may come at the same time, and go first. */
  void heardLate(Notice notice, UserId user) {
    notice.touchesUnreadOf(user).ifPresent(changed::touchLater);
  }

  /**
   * Somebody is back, and what happened meanwhile will not be replayed: tells the counts of the
   * liveliest conversations, as many as a list shows at most.
   */
  void missedMuch(UserId user) {
    var page = new PageRequest(Optional.empty(), PageRequest.MAX_LIMIT);
    for (Overview overview : chattr.viewConversations().list(user, page).items()) {
      changed.touch(new Seat(overview.conversation().id(), user));
    }
  }

  /** How many counts wait or have just been told. */
  int size() {
    return changed.size();
  }

  private void tell(Seat seat) {
    // Looked up first: whoever comes after the count was taken hears of what has changed since.
    List<ChatSocket> devices = open.of(seat.user());
    if (devices.isEmpty()) {
      return;
    }
    chattr
        .viewConversations()
        .findUnread(seat)
        .ifPresent(
            unread -> {
              Announcement event = encoder.unread(unread);
              devices.forEach(device -> device.tell(event));
            });
  }
}
