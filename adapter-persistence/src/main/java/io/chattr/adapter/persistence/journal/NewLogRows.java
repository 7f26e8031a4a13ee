package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.log.LogRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a group adds to the log, and the streams of people that they lengthen. */
final class NewLogRows {
  private final List<LogRow> log = new ArrayList<>();
  private final Map<String, Long> userPositions = new LinkedHashMap<>();

  void add(LogRow row) {
    log.add(row);
    if (row.user() != null) {
      userPositions.put(row.user(), row.position());
    }
  }

  void into(Script script, long time) {
    if (log.isEmpty()) {
      return;
    }
    script.update(
        """
        insert into chattr_log (position, kind, kind_version, logged_at, conversation, user_id,
          users, subject, seq)
        select s.position, s.kind, s.kind_version, ?, s.conversation, s.user_id,
          s.users, s.subject, s.seq
        from {rows} as s (position, kind, kind_version, conversation, user_id, users, subject, seq)
        """,
        time,
        longs(log, LogRow::position),
        texts(log, LogRow::kind),
        longs(log, row -> (long) row.version()),
        uuids(log, LogRow::conversation),
        texts(log, LogRow::user),
        texts(log, LogRow::users),
        uuids(log, LogRow::subject),
        longs(log, LogRow::seq));
    if (!userPositions.isEmpty()) {
      script.update(
          """
          merge into chattr_user_stream u
          using (
            select s.user_id, s.position
            from {rows} as s (user_id, position)) s
          on u.user_id = s.user_id
          when matched then update set last_position = s.position
          when not matched then insert (user_id, last_position) values (s.user_id, s.position)
          """,
          texts(userPositions.keySet()),
          longs(userPositions.values()));
    }
  }
}
