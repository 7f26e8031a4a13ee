package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.log.LogReader;
import io.chattr.adapter.persistence.log.Retention;
import io.chattr.adapter.persistence.tables.StandingCache;
import io.chattr.adapter.persistence.tables.Tables;
import io.chattr.application.port.Catchup;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Journal;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The log in SQL, written in groups by one thread and read by any. */
public final class JdbcJournal implements Journal, AutoCloseable {
  // A decision that so many groups in a row made stale is part of a crowd that should thin out.
  private static final int MAX_ASKED = 200;

  private final LogReader reader;
  private final Retention retention;
  private final StandingCache standings;
  private final Listeners listeners = new Listeners();
  private final Committer committer;
  private final byte[] digestKey;

  public JdbcJournal(JournalParts parts) {
    this.reader = new LogReader(parts.tables(), parts.dialect());
    this.retention = new Retention(parts.tables());
    this.standings = parts.standings();
    this.digestKey = digestKey(parts.tables());
    this.committer =
        new Committer(
            new Writer(parts.connections(), parts.dialect(), parts.patience(), parts.clock()),
            parts.clock(),
            parts.queueLimit(),
            parts.groupLimit(),
            parts.giveUp(),
            this::committed);
    committer.start();
  }

  private static byte[] digestKey(Tables tables) {
    return tables
        .with(
            handle ->
                handle
                    .createQuery("select digest_key from chattr_head where id = 1")
                    .mapTo(String.class)
                    .one())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
    for (int asked = 0; asked < MAX_ASKED; asked++) {
      Decision<R> decision = deciding.get();
      if (decision instanceof Decision.Change<R> change
          && change.events().isEmpty()
          && change.reads().isEmpty()) {
        return new Committed<>(change.answer(), true);
      }
      switch (committer.commit(new Pending<>(decision, digestKey))) {
        case Outcome.Done<R> done -> {
          return done.answer();
        }
        case Outcome.Failed<R> failed -> throw failed.failure();
        case Outcome.Stale<R> stale -> {}
      }
    }
    throw Committer.overloaded();
  }

  /** On the committer's thread, before anybody who waits for the group goes on. */
  private void committed(GroupPlan plan) {
    plan.staleStandings().forEach(standings::drop);
    listeners.tell(plan.events());
  }

  @Override
  public Catchup after(Cursor cursor, UserId user, int limit) {
    return reader.after(cursor, user, limit);
  }

  @Override
  public boolean covers(Cursor cursor, UserId user, int max) {
    return reader.covers(cursor, user, max);
  }

  @Override
  public List<Logged> read(long position, int limit) {
    return reader.read(position, limit);
  }

  @Override
  public Cursor head() {
    return reader.head();
  }

  @Override
  public void onCommit(Consumer<List<Logged>> listener) {
    listeners.add(listener);
  }

  @Override
  public int forget(Instant then, int limit) {
    return retention.forget(then, limit);
  }

  /** Makes every cursor that was given out before lead to a reset: the end of every restore. */
  public void newEpoch() {
    retention.newEpoch();
  }

  /** Commits what waits already, and ends. */
  @Override
  public void close() {
    committer.close();
  }
}
