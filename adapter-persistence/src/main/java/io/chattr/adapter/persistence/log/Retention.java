package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.Tables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shortens the log at its old end, and remembers for each stream how far. */
public final class Retention {
  private final Tables tables;

  public Retention(Tables tables) {
    this.tables = tables;
  }

  private record Old(long position, @Nullable UUID conversation, @Nullable String user) {}

  /** Drops events from before {@code then}, oldest first, and answers how many. */
  public int forget(Instant then, int limit) {
    return tables.inTransaction(
        handle -> {
          // First, as every writer does: the rows of streams change only under it.
          handle.execute("select position from chattr_head where id = 1 for update");
          List<Old> old = oldest(handle, Tables.millis(then), limit);
          if (!old.isEmpty()) {
            remember(handle, old);
            handle.execute(
                "delete from chattr_log where position <= ?", old.get(old.size() - 1).position());
          }
          return old.size();
        });
  }

  private static List<Old> oldest(Handle handle, long then, int limit) {
    // Times never fall as positions rise: what is old is a prefix, and no index on times is needed.
    return handle
        .createQuery(
            """
            select position, logged_at, conversation, user_id from (
              select position, logged_at, conversation, user_id from chattr_log
              order by position limit :limit) o
            where logged_at < :then
            order by position
            """)
        .bind("limit", limit)
        .bind("then", then)
        .map(
            (row, context) ->
                new Old(
                    row.getLong("position"),
                    row.getObject("conversation", UUID.class),
                    row.getString("user_id")))
        .list();
  }

  private static void remember(Handle handle, List<Old> old) {
    var conversations = new HashMap<UUID, Long>();
    var users = new HashMap<String, Long>();
    for (Old row : old) {
      if (row.conversation() != null) {
        conversations.put(row.conversation(), row.position());
      }
      if (row.user() != null) {
        users.put(row.user(), row.position());
      }
    }
    update(handle, "update chattr_conversation set forgotten = ? where id = ?", conversations);
    update(handle, "update chattr_user_stream set forgotten = ? where user_id = ?", users);
    handle.execute(
        "update chattr_head set forgotten = ? where id = 1", old.get(old.size() - 1).position());
  }

  private static void update(Handle handle, String sql, Map<?, Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(sql);
    positions.forEach((stream, position) -> batch.add(position, stream));
    batch.execute();
  }

  /** Makes every cursor that was given out before lead to a reset. */
  public void newEpoch() {
    UUID epoch = UUID.randomUUID();
    tables.with(
        handle ->
            handle.execute("update chattr_head set epoch = ? where id = 1", epoch.toString()));
  }
}
