package io.chattr.adapter.websocket.chat;

import io.chattr.application.presence.Whisper;
import io.chattr.application.presence.Whisper.PresenceChanged;
import io.chattr.application.presence.Whispers;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes whispers on to sockets, and pushes nobody over with them who does not keep up: they are
 * told of everybody's presence as it is when they have read on, and of no typing, which ends by
 * itself. For any thread; nothing blocks.
 */
final class Whispering implements Whispers.Listener {
  /** People of whom one socket may have yet to be told. */
  static final int MOST = 1_000;

  private final OpenSockets open;
  private final EventEncoder encoder;
  // What those have yet to be told who do not keep up; the lock of an entry is the map's.
  private final Map<ChatSocket, Map<UserId, Announcement>> held = new ConcurrentHashMap<>();

  Whispering(OpenSockets open, EventEncoder encoder) {
    this.open = open;
    this.encoder = encoder;
  }

  @Override
  public void hear(Collection<UserId> audience, Whisper whisper, String except) {
    Announcement event = encoder.whisper(whisper);
    for (UserId user : audience) {
      for (ChatSocket socket : open.of(user)) {
        if (!socket.isCalled(except)) {
          tell(socket, whisper, event);
        }
      }
    }
  }

  private void tell(ChatSocket socket, Whisper whisper, Announcement event) {
    // Behind what is held, lest the older word be the last.
    if (socket.keepsUp() && !held.containsKey(socket)) {
      socket.tell(event);
    } else if (whisper instanceof PresenceChanged) {
      hold(socket, whisper.user(), event);
    }
  }

  private void hold(ChatSocket socket, UserId about, Announcement event) {
    held.compute(
        socket,
        (slow, present) -> {
          if (slow.isClosed()) {
            return null;
          }
          Map<UserId, Announcement> events = present == null ? new LinkedHashMap<>() : present;
          events.put(about, event);
          if (events.size() > MOST) {
            slow.isTooSlow();
            return null;
          }
          if (present == null) {
            slow.whenKeepingUp(() -> release(slow));
          }
          return events;
        });
  }

  private void release(ChatSocket socket) {
    held.computeIfPresent(
        socket,
        (slow, events) -> {
          Iterator<Announcement> next = events.values().iterator();
          while (next.hasNext() && slow.keepsUp()) {
            slow.tell(next.next());
            next.remove();
          }
          if (events.isEmpty()) {
            return null;
          }
          slow.whenKeepingUp(() -> release(slow));
          return events;
        });
  }

  /** The socket is closed. */
  void forget(ChatSocket socket) {
    held.remove(socket);
  }

  /** How many sockets have yet to be told something. */
  int size() {
    return held.size();
  }
}
