package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Vocabularies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Vocabularies in their table. */
public final class JdbiVocabularies implements Vocabularies {
  private final Tables tables;
  private final JointLookup<String, Optional<String>> found =
      new JointLookup<>(this::find, Optional.empty());

  public JdbiVocabularies(Tables tables) {
    this.tables = tables;
  }

  /** Many ask at once when all come back. */
  @Override
  public Optional<String> find(String session) {
    return found.find(session);
  }

  private Map<String, Optional<String>> find(Set<String> sessions) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select session, vocabulary from chattr_vocabulary"
                        + " where session = any(:sessions)")
                .bindArray("sessions", String.class, sessions)
                .reduceRows(
                    new HashMap<>(),
                    (all, row) -> {
                      all.put(
                          row.getColumn("session", String.class),
                          Optional.of(row.getColumn("vocabulary", String.class)));
                      return all;
                    }));
  }

  @Override
  public void keep(String session, String vocabulary) {
    // Two who come at the same time are one row, or one of them fails and comes again.
    tables.with(
        handle ->
            handle
                .createUpdate(
                    """
                    merge into chattr_vocabulary v
                    using (
                      select cast(:session as varchar) as session,
                        cast(:vocabulary as varchar) as vocabulary) s
                    on v.session = s.session
                    when not matched then insert (session, vocabulary)
                      values (s.session, s.vocabulary)
                    """)
                .bind("session", session)
                .bind("vocabulary", vocabulary)
                .execute());
  }
}
