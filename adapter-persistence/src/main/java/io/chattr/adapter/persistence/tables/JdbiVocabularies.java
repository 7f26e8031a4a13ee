package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Vocabularies;
import java.util.Optional;

/** Vocabularies in their table. */
public final class JdbiVocabularies implements Vocabularies {
  private final Tables tables;

  public JdbiVocabularies(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<String> find(String session) {
    return tables.with(
        handle ->
            handle
                .createQuery("select vocabulary from chattr_vocabulary where session = :session")
                .bind("session", session)
                .mapTo(String.class)
                .findOne());
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
