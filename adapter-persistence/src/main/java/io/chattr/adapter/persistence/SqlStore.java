package io.chattr.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chattr.adapter.persistence.journal.JdbcJournal;
import io.chattr.adapter.persistence.journal.JournalParts;
import io.chattr.adapter.persistence.tables.JdbiAccounts;
import io.chattr.adapter.persistence.tables.JdbiConversations;
import io.chattr.adapter.persistence.tables.JdbiEmailTokens;
import io.chattr.adapter.persistence.tables.JdbiLoginSessions;
import io.chattr.adapter.persistence.tables.JdbiMessages;
import io.chattr.adapter.persistence.tables.JdbiPreferences;
import io.chattr.adapter.persistence.tables.JdbiPresences;
import io.chattr.adapter.persistence.tables.JdbiRelations;
import io.chattr.adapter.persistence.tables.JdbiVocabularies;
import io.chattr.adapter.persistence.tables.StandingCache;
import io.chattr.adapter.persistence.tables.Tables;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.EmailTokens;
import io.chattr.application.port.Journal;
import io.chattr.application.port.LoginSessions;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Preferences;
import io.chattr.application.port.Presences;
import io.chattr.application.port.Relations;
import io.chattr.application.port.Store;
import io.chattr.application.port.Vocabularies;
import java.time.InstantSource;

/**
 * A store in an SQL database. Any number of them may be open on one PostgreSQL database, in one
 * process or in many; one on a file of H2.
 */
public final class SqlStore implements Store, AccountStore, AutoCloseable {
  private static final long MILLIS_FOR_A_CONNECTION = 5_000;

  private final HikariDataSource pool;
  private final JdbcJournal journal;
  private final Conversations conversations;
  private final Messages messages;
  private final Relations relations;
  private final Presences presences;
  private final Vocabularies vocabularies;
  private final Preferences preferences;
  private final Accounts accounts;
  private final LoginSessions sessions;
  private final EmailTokens emailTokens;
  private final Tidying tidying;

  private SqlStore(SqlDatabase database, SqlOptions options, InstantSource clock) {
    pool = pool(database, options);
    var tables = new Tables(pool, database.dialect());
    var standings = new StandingCache();
    conversations = new JdbiConversations(tables, standings);
    messages = new JdbiMessages(tables, database.dialect());
    relations = new JdbiRelations(tables);
    presences = new JdbiPresences(tables);
    vocabularies = new JdbiVocabularies(tables);
    preferences = new JdbiPreferences(tables);
    accounts = new JdbiAccounts(tables);
    sessions = new JdbiLoginSessions(tables);
    emailTokens = new JdbiEmailTokens(tables);
    journal =
        new JdbcJournal(
            new JournalParts(
                tables,
                database.dialect(),
                database::open,
                options.patience(),
                standings,
                clock,
                options.queueLimit(),
                options.groupLimit(),
                options.giveUp()));
    tidying = new Tidying(tables, database.dialect().tidying());
    journal.onCommit(tidying);
  }

  /** Makes Chattr's tables, or brings them up to date; harmless when they are. */
  public static void migrate(SqlDatabase database) {
    Migrations.run(database);
  }

  /** Opens a database whose tables are up to date, with the system's clock. */
  public static SqlStore open(SqlDatabase database) {
    return open(database, SqlOptions.DEFAULT, InstantSource.system());
  }

  /**
   * Opens a database whose tables are up to date.
   *
   * @throws IllegalStateException when they are not: {@link #migrate} comes first
   */
  public static SqlStore open(SqlDatabase database, SqlOptions options, InstantSource clock) {
    if (!Migrations.areDone(database)) {
      throw new IllegalStateException(
          "The tables in " + database + " are not up to date: call SqlStore.migrate first");
    }
    return new SqlStore(database, options, clock);
  }

  private static HikariDataSource pool(SqlDatabase database, SqlOptions options) {
    var config = new HikariConfig();
    config.setPoolName("chattr-readers");
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(options.readers());
    config.setConnectionTimeout(MILLIS_FOR_A_CONNECTION);
    database.dialect().properties().forEach(config::addDataSourceProperty);
    String beforeReading = database.dialect().beforeReading(options.patience());
    if (!beforeReading.isEmpty()) {
      config.setConnectionInitSql(beforeReading);
    }
    return new HikariDataSource(config);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Relations relations() {
    return relations;
  }

  @Override
  public Presences presences() {
    return presences;
  }

  @Override
  public Vocabularies vocabularies() {
    return vocabularies;
  }

  @Override
  public Preferences preferences() {
    return preferences;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public LoginSessions sessions() {
    return sessions;
  }

  @Override
  public EmailTokens emailTokens() {
    return emailTokens;
  }

  /**
   * Ends every restore of a back-up: clients whose cursors are from after it load everything
   * afresh.
   */
  public void newEpoch() {
    journal.newEpoch();
  }

  /** Commits what waits already, and closes. */
  @Override
  public void close() {
    journal.close();
    tidying.close();
    pool.close();
  }
}
