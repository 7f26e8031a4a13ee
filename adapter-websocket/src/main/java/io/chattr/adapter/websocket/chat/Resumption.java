package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.Optional;

/**
 * Where a client that comes back goes on.
 *
 * @param pid what it showed, and is given again
 * @param from everything up to here it has
 * @param proven whether it has shown a cursor of its own for that, not just where it began
 */
record Resumption(String pid, Cursor from, boolean proven) {

  /**
   * Reads {@code pid} and {@code offset} of a CONNECT. Empty for a client that is new, is somebody
   * else than before, or shows an offset that nobody can read: it begins afresh.
   */
  static Optional<Resumption> of(ObjectNode auth, UserId user, RecoveryIds ids) {
    JsonNode pid = auth.path("pid");
    if (!pid.isTextual()) {
      return Optional.empty();
    }
    Optional<RecoveryId> before = ids.parse(pid.textValue()).filter(id -> id.user().equals(user));
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Cursor begin = before.get().begin();
    JsonNode offset = auth.path("offset");
    if (offset.isMissingNode() || offset.isNull()) {
      return Optional.of(new Resumption(pid.textValue(), begin, false));
    }
    return read(offset)
        .map(
            cursor ->
                isLater(cursor, begin)
                    ? new Resumption(pid.textValue(), cursor, true)
                    : new Resumption(pid.textValue(), begin, false));
  }

  // The client keeps its offset when it gets a new pid: an older one, or one of another log, says
  // nothing.
  private static boolean isLater(Cursor offset, Cursor begin) {
    return offset.epoch().equals(begin.epoch()) && offset.position() > begin.position();
  }

  private static Optional<Cursor> read(JsonNode offset) {
    try {
      return offset.isTextual() ? Optional.of(Cursor.of(offset.textValue())) : Optional.empty();
    } catch (Rejected unreadable) {
      return Optional.empty();
    }
  }
}
