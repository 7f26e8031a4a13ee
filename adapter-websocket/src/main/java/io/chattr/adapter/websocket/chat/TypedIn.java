package io.chattr.adapter.websocket.chat;

import io.chattr.application.presence.Typing;
import io.chattr.domain.decision.Seat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Where somebody types on one connection, so that it ends with that. For one thread at a time. */
final class TypedIn {
  /** Who types in more conversations at once is waited for in the oldest. */
  private static final int MOST = 16;

  private final Typing typing;
  private final String connection = UUID.randomUUID().toString();
  private final Set<Seat> seats = new LinkedHashSet<>();

  TypedIn(Typing typing) {
    this.typing = typing;
  }

  String connection() {
    return connection;
  }

  void begin(Seat seat) {
    typing.begin(seat, connection);
    seats.remove(seat);
    seats.add(seat);
    if (seats.size() > MOST) {
      seats.remove(seats.iterator().next());
    }
  }

  void end(Seat seat) {
    seats.remove(seat);
    typing.end(seat);
  }

  void endAll() {
    seats.forEach(seat -> typing.end(seat, connection));
    seats.clear();
  }
}
