package io.chattr.adapter.websocket.chat;

import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who is connected to this node, with which sockets; each ends with its log-in. For any thread. */
final class OpenSockets {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final int perUser;
  private final Map<UserId, List<ChatSocket>> sockets = new ConcurrentHashMap<>();
  private final Set<Admission> admissions = ConcurrentHashMap.newKeySet();

  OpenSockets(int perUser) {
    this.perUser = perUser;
  }

  /** Somebody's devices, as they are now. */
  List<ChatSocket> of(UserId user) {
    return sockets.getOrDefault(user, List.of());
  }

  int size() {
    return sockets.values().stream().mapToInt(List::size).sum();
  }

  /** To be called before anybody asks whether the log-in is alive. */
  Admission admission() {
    var admission = new Admission();
    admissions.add(admission);
    return admission;
  }

  /**
   * The log-in has ended, and no token of it is accepted any more. Looks at every socket, which is
   * cheaper than to keep a second index for what is rare.
   */
  void endLogin(String session) {
    // Whoever is added behind this look at the sockets finds the end noted.
    admissions.forEach(admission -> admission.ended.add(session));
    sockets.values().stream()
        .flatMap(List::stream)
        .filter(socket -> socket.session().equals(session))
        .forEach(ChatSocket::endLogin);
  }

  void remove(ChatSocket socket) {
    sockets.computeIfPresent(
        socket.user(),
        (user, present) -> {
          List<ChatSocket> rest = present.stream().filter(other -> other != socket).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  /** One client on its way in, whose log-in may end before it is there. */
  final class Admission implements AutoCloseable {
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    private Admission() {}

    /**
     * From now on the socket ends with its log-in, and at once if that is over. Whoever has too
     * many is refused one more: if it took the place of another, that would come back and take the
     * place of the next.
     */
    void add(ChatSocket socket) {
      List<ChatSocket> all =
          sockets.merge(
              socket.user(),
              List.of(socket),
              (present, added) ->
                  present.size() >= perUser
                      ? present
                      : Stream.concat(present.stream(), added.stream()).toList());
      if (!all.contains(socket)) {
        socket.onClose();
        throw new Rejected(new RateLimited(RETRY_AFTER));
      }
      if (ended.contains(socket.session())) {
        socket.endLogin();
      }
    }

    @Override
    public void close() {
      admissions.remove(this);
    }
  }
}
