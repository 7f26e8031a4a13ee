package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlOptions;
import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.database.PostgresServer;
import io.chattr.benchmarks.database.RoundTrips;
import io.chattr.benchmarks.database.Work;
import io.chattr.benchmarks.journal.Contestant.Measured;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Sends to small groups and to large ones, on a PostgreSQL that counts what it has to do. */
public final class GroupSizes {
  private static final int SENDERS = 64;
  private static final int FEW = 100;
  private static final int MANY = 300;

  private final PostgresServer server;
  private final int rounds;
  private final Duration time;

  /** {@code server} counts with {@link Work#LIBRARY}. */
  public GroupSizes(PostgresServer server, int rounds, Duration time) {
    this.server = server;
    this.rounds = rounds;
    this.time = time;
  }

  /** What one message costs, and how fast they go. */
  private record Figures(Measured alone, Measured many, Work few, Work more) {
    double each(ToDoubleFunction<Work> count) {
      // What is done once, as for the connections, is in both.
      return (count.applyAsDouble(more) - count.applyAsDouble(few)) / (MANY - FEW);
    }
  }

  /** A column for each size, and how many times the last is the first. */
  public Table measure(List<Integer> sizes) throws Exception {
    var groups = new ArrayList<Group>();
    try {
      for (int size : sizes) {
        groups.add(new Group(size));
      }
      for (int round = 0; round <= rounds; round++) {
        for (Group group : groups) {
          group.round(round == 0);
        }
      }
      var figures = new ArrayList<Figures>();
      for (Group group : groups) {
        figures.add(group.figures());
      }
      return table(sizes, figures);
    } finally {
      for (Group group : groups) {
        group.contestant.close();
      }
    }
  }

  private static Table table(List<Integer> sizes, List<Figures> figures) {
    var head = new ArrayList<String>();
    head.add("of one message");
    sizes.forEach(size -> head.add(String.format(Locale.ROOT, "group of %,d", size)));
    head.add("ratio");
    var table = new Table(head);
    add(table, figures, "median ms, one sender", each -> each.alone().millis(50));
    add(table, figures, "median ms, " + SENDERS + " senders", each -> each.many().millis(50));
    add(table, figures, "per second, " + SENDERS + " senders", each -> each.many().perSecond());
    add(table, figures, "rows written", each -> each.each(Work::rowsWritten));
    add(table, figures, "statements", each -> each.each(Work::statements));
    add(table, figures, "round trips", each -> each.each(Work::roundTrips));
    return table;
  }

  private static void add(
      Table table, List<Figures> figures, String name, ToDoubleFunction<Figures> value) {
    var row = new ArrayList<String>();
    row.add(name);
    figures.forEach(each -> row.add(Table.figure(value.applyAsDouble(each))));
    row.add(
        Table.ratio(
            value.applyAsDouble(figures.get(figures.size() - 1)),
            value.applyAsDouble(figures.get(0))));
    table.add(row);
  }

  /** Groups of one size, in a database of their own. */
  private final class Group {
    private final SqlDatabase database;
    private final SqlDatabase counted;
    private final Rooms rooms;
    private final Work few;
    private final Work more;
    private final Contestant contestant;

    Group(int size) throws SQLException {
      String name = "groups_of_" + size;
      database = server.create(name);
      counted = server.at(name, RoundTrips.PARAMETERS);
      rooms = Rooms.groups(database, SENDERS, size);
      Work.begin(database);
      few = send(FEW);
      more = send(MANY);
      contestant =
          new Contestant(name, database, rooms, new JournalVariant(database, SqlOptions.DEFAULT));
    }

    /** What the database does for so many messages, sent one after the other. */
    private Work send(int messages) throws SQLException {
      Work before = Work.of(database);
      try (var journal = new JournalVariant(counted, oneReader())) {
        for (int i = 0; i < messages; i++) {
          journal.post(rooms.next(0, SENDERS, 0));
        }
      }
      return Work.of(database).minus(before);
    }

    private static SqlOptions oneReader() {
      SqlOptions all = SqlOptions.DEFAULT;
      return new SqlOptions(1, all.queueLimit(), all.groupLimit(), all.patience(), all.giveUp());
    }

    void round(boolean warmUp) throws Exception {
      for (int senders : List.of(1, SENDERS)) {
        if (warmUp) {
          contestant.run(senders, time);
        } else {
          contestant.measure(senders, time);
        }
      }
    }

    Figures figures() {
      return new Figures(contestant.measured(1), contestant.measured(SENDERS), few, more);
    }
  }
}
