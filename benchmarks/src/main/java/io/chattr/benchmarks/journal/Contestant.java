package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** A variant with a database of its own, and what was measured of it. */
final class Contestant implements AutoCloseable {
  private static final int DIGITS = 3;

  private final String name;
  private final SqlDatabase database;
  private final Rooms rooms;
  private final Variant variant;
  private final Map<Integer, Measured> measured = new HashMap<>();
  private long acknowledged;

  /** What one number of senders had done in all rounds so far. */
  record Measured(long messages, Duration time, Histogram nanos) {
    double perSecond() {
      return messages * 1e9 / time.toNanos();
    }

    double millis(double percentile) {
      return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    Measured with(Measured more) {
      Histogram both = nanos.copy();
      both.add(more.nanos);
      return new Measured(messages + more.messages, time.plus(more.time), both);
    }
  }

  Contestant(String name, SqlDatabase database, Rooms rooms, Variant variant) {
    this.name = name;
    this.database = database;
    this.rooms = rooms;
    this.variant = variant;
  }

  String name() {
    return name;
  }

  Measured measured(int senders) {
    Measured all = measured.get(senders);
    if (all == null) {
      throw new IllegalArgumentException("Not measured: " + senders);
    }
    return all;
  }

  void measure(int senders, Duration time) throws Exception {
    measured.merge(senders, run(senders, time), Measured::with);
  }

  /** Has {@code senders} send, each its next message when its last one is durable. */
  Measured run(int senders, Duration time) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(senders, Thread.ofPlatform().daemon().factory())) {
      var ready = new CountDownLatch(senders);
      var start = new CountDownLatch(1);
      List<Future<Histogram>> all = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        int sender = i;
        all.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  start.await();
                  return send(sender, senders, System.nanoTime() + time.toNanos());
                }));
      }
      ready.await();
      long began = System.nanoTime();
      start.countDown();
      var nanos = new Histogram(DIGITS);
      for (Future<Histogram> one : all) {
        nanos.add(one.get());
      }
      var took = Duration.ofNanos(System.nanoTime() - began);
      acknowledged += nanos.getTotalCount();
      return new Measured(nanos.getTotalCount(), took, nanos);
    }
  }

  private Histogram send(int sender, int senders, long end) throws SQLException {
    var nanos = new Histogram(DIGITS);
    long now = System.nanoTime();
    for (long sent = 0; now < end; sent++) {
      variant.post(rooms.next(sender, senders, sent));
      long then = now;
      now = System.nanoTime();
      nanos.recordValue(now - then);
    }
    return nanos;
  }

  /** How many messages its database has; fails unless those are the ones that it said. */
  long check() throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from chattr_message")) {
      row.next();
      if (row.getLong(1) != acknowledged) {
        throw new IllegalStateException(
            "%s said that it stored %,d messages; there are %,d"
                .formatted(name, acknowledged, row.getLong(1)));
      }
    }
    return acknowledged;
  }

  @Override
  public void close() throws SQLException {
    variant.close();
  }
}
