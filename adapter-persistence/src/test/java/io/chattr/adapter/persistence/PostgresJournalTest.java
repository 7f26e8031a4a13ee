package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.adapter.persistence.CuttingProxy.Cut;
import io.chattr.adapter.persistence.dialect.Patience;
import io.chattr.adapter.persistence.dialect.PostgresDialect;
import io.chattr.application.port.Committed;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Logged;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.message.Message;
import io.chattr.testkit.Refusals;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresJournalTest extends JournalTest {
  private static final SqlOptions HASTY = SqlOptions.DEFAULT.withGiveUp(Duration.ofMillis(300));

  @Override
  SqlDatabase migrated() {
    return Postgres.migrated();
  }

  @Override
  SqlDatabase empty() {
    return Postgres.at(Postgres.port(), Postgres.create());
  }

  @Test
  void a_commit_whose_reply_is_lost_was_made_once() throws Exception {
    try (var far = new FarStore(SqlOptions.DEFAULT)) {
      var heard = new CopyOnWriteArrayList<Logged>();
      far.store().journal().onCommit(heard::addAll);

      far.proxy().cut(Cut.AFTER);
      Message message = far.room().post(far.ann(), "hello");

      assertThat(far.room().messages()).containsExactly(message);
      assertThat(heard).extracting(Logged::event).containsExactly(new MessagePosted(message));
      assertThat(far.room().post(far.ann(), "next").seq()).isEqualTo(2);
      assertThat(far.store().journal().head().position())
          .isEqualTo(heard.get(heard.size() - 1).position());
    }
  }

  @Test
  void a_commit_that_never_reached_the_server_is_made_again() throws Exception {
    try (var far = new FarStore(SqlOptions.DEFAULT)) {
      far.proxy().cut(Cut.BEFORE);
      Message message = far.room().post(far.ann(), "hello");

      assertThat(far.room().messages()).containsExactly(message);
      assertThat(message.seq()).isEqualTo(1);
      assertThat(far.room().post(far.ann(), "next").seq()).isEqualTo(2);
    }
  }

  @Test
  void an_outcome_that_cannot_be_found_out_is_said_to_be_unknown() throws Exception {
    try (var far = new FarStore(HASTY)) {
      var mark = Fresh.clientId();

      far.proxy().refuseAfterCut(true);
      far.proxy().cut(Cut.AFTER);
      assertThat(Refusals.refusal(() -> far.room().send(far.ann(), "hello", mark)))
          .isInstanceOf(OutcomeUnknown.class);

      far.proxy().heal();
      Committed<Message> again = far.room().send(far.ann(), "hello", mark);
      assertThat(again.repeated()).isTrue();
      assertThat(far.room().messages()).containsExactly(again.value());
    }
  }

  @Test
  void what_refuses_to_tell_of_a_commit_does_not_make_it_fail() throws Exception {
    try (var far = new FarStore(HASTY)) {
      var mark = Fresh.clientId();
      // Whoever looks for a group touches this row without writing one.
      Postgres.execute(
          far.name(),
          """
          create function refuse() returns trigger language plpgsql
          as 'begin raise undefined_table; end';
          create trigger refuse before update on chattr_committer for each row
          when (new.last_group = old.last_group) execute function refuse()
          """);

      far.proxy().cut(Cut.AFTER);
      assertThat(Refusals.refusal(() -> far.room().send(far.ann(), "hello", mark)))
          .isInstanceOf(OutcomeUnknown.class);

      Postgres.execute(far.name(), "drop trigger refuse on chattr_committer");
      Committed<Message> again = far.room().send(far.ann(), "hello", mark);
      assertThat(again.repeated()).isTrue();
      assertThat(far.room().messages()).containsExactly(again.value());
    }
  }

  @Test
  void whoever_shortens_the_log_and_freezes_loses_the_counter() throws Exception {
    SqlDatabase database = Postgres.migrated();
    try (var store = SqlStore.open(database);
        Connection frozen = database.open()) {
      var ann = Fresh.person("ann");
      Room room = new Chat(store).direct(ann, Fresh.person("ben"));
      room.standing(ann);
      try (var statement = frozen.createStatement()) {
        statement.execute(
            new PostgresDialect()
                .beforeReading(
                    new Patience(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300))));
      }
      var counter = new HeldCounter(frozen);

      assertThat(room.post(ann, "hello").seq()).isEqualTo(1);
      assertThatThrownBy(counter::touch).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_frozen_writer_loses_the_counter() throws Exception {
    SqlDatabase database = Postgres.migrated();
    try (var store = SqlStore.open(database);
        Connection frozen = database.open()) {
      var ann = Fresh.person("ann");
      Room room = new Chat(store).direct(ann, Fresh.person("ben"));
      room.standing(ann);
      new PostgresDialect()
          .prepare(
              frozen,
              new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300)));
      var counter = new HeldCounter(frozen);

      // Answered only because the server ends what does nothing.
      assertThat(room.post(ann, "hello").seq()).isEqualTo(1);
      assertThatThrownBy(counter::touch).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void no_reader_on_any_node_misses_a_position() {
    SqlDatabase database = Postgres.migrated();
    try (var here = SqlStore.open(database);
        var there = SqlStore.open(database)) {
      var ann = Fresh.person("ann");
      int each = 60;
      int events = 4 * (each + 1);

      List<Long> ends =
          Race.of(
              6,
              runner ->
                  () -> {
                    SqlStore node = runner % 2 == 0 ? here : there;
                    if (runner >= 4) {
                      return readUpTo(events, node);
                    }
                    Room room = new Chat(node).direct(ann, Fresh.person("writer"));
                    IntStream.range(0, each).forEach(i -> room.post(ann, "number " + i));
                    return (long) events;
                  });

      assertThat(ends).containsOnly((long) events);
      assertThat(here.journal().head()).isEqualTo(there.journal().head());
    }
  }

  private static long readUpTo(long end, SqlStore node) {
    long position = 0;
    while (position < end) {
      for (Logged logged : node.journal().read(position, 7)) {
        assertThat(logged.position()).isEqualTo(position + 1);
        position = logged.position();
      }
    }
    return position;
  }

  @Test
  void who_was_removed_on_another_node_can_post_on_none() {
    SqlDatabase database = Postgres.migrated();
    try (var here = SqlStore.open(database);
        var there = SqlStore.open(database)) {
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      Room room = new Chat(here).group(ann, ben);
      Room same = new Chat(there).room(room.id());
      same.post(ben, "hello");

      room.remove(ann, ben);
      Refusals.refusal(() -> same.post(ben, "still there?"));
      room.add(ann, ben);

      assertThat(same.post(ben, "back").seq()).isEqualTo(2);
    }
  }

  @Test
  void a_fresh_database_under_load_is_never_read_from_end_to_end() throws Exception {
    SqlDatabase database = Postgres.migrated();
    long before = scans(database);
    try (var store = SqlStore.open(database)) {
      Race.of(
          8,
          runner ->
              () -> {
                var ann = Fresh.person("ann");
                Room room = new Chat(store).direct(ann, Fresh.person("ben"));
                return IntStream.range(0, 150)
                    .mapToObj(i -> room.send(ann, "number " + i, Fresh.clientId()))
                    .toList();
              });
    }

    // A session's statistics come when it has ended.
    Waiting.until(() -> count(database, "n_tup_ins") == 8 * 150);
    assertThat(scans(database)).isEqualTo(before);
  }

  private static long scans(SqlDatabase database) {
    return count(database, "seq_scan");
  }

  private static long count(SqlDatabase database, String statistic) {
    try (Connection connection = database.open();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select coalesce(sum("
                    + statistic
                    + "), 0) from pg_stat_user_tables where relname = 'chattr_message'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void a_role_that_may_not_ask_which_server_it_is_gets_a_store_all_the_same() {
    String name = Postgres.create();
    SqlStore.migrate(Postgres.at(Postgres.port(), name));
    Postgres.execute(name, "create role modest_" + name + " login");
    Postgres.execute(name, "revoke execute on function pg_control_system() from public");
    Postgres.execute(
        name,
        "grant select, insert, update, delete on all tables in schema public to modest_" + name);

    try (var store =
        SqlStore.open(
            SqlDatabase.postgres(
                "jdbc:postgresql://localhost:" + Postgres.port() + "/" + name,
                "modest_" + name,
                ""))) {
      var ann = Fresh.person("ann");
      Room room = new Chat(store).direct(ann, Fresh.person("ben"));
      assertThat(room.post(ann, "hello").seq()).isEqualTo(1);
      assertThat(store.journal().head()).isEqualTo(store.journal().head());
    }
  }
}
