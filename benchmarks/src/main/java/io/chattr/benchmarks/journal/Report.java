package io.chattr.benchmarks.journal;

import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.journal.Contestant.Measured;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What was measured, side by side; the ratios are of the first contestant to the others. */
record Report(List<Contestant> contestants, List<Integer> senders) {

  void print(PrintWriter out) {
    out.println();
    out.println("  messages committed per second; ×: how many times as many the journal commits");
    out.println(rates());
    out.println(
        "  milliseconds until a message is durable, median / p99; ×: the journal's median to it");
    out.println(latencies());
  }

  private Table rates() {
    var table = new Table(head());
    for (int count : senders) {
      double first = first().measured(count).perSecond();
      var row = new ArrayList<String>();
      row.add(String.valueOf(count));
      row.add(Table.figure(first));
      for (Contestant other : others()) {
        double rate = other.measured(count).perSecond();
        row.add(Table.figure(rate));
        row.add(Table.ratio(first, rate));
      }
      table.add(row);
    }
    return table;
  }

  private Table latencies() {
    var table = new Table(head());
    for (int count : senders) {
      Measured first = first().measured(count);
      var row = new ArrayList<String>();
      row.add(String.valueOf(count));
      row.add(latency(first));
      for (Contestant other : others()) {
        Measured measured = other.measured(count);
        row.add(latency(measured));
        row.add(Table.ratio(first.millis(50), measured.millis(50)));
      }
      table.add(row);
    }
    return table;
  }

  private static String latency(Measured measured) {
    return Table.figure(measured.millis(50)) + " / " + Table.figure(measured.millis(99));
  }

  private List<String> head() {
    var head = new ArrayList<String>();
    head.add("senders");
    head.add(first().name());
    for (Contestant other : others()) {
      head.add(other.name());
      head.add("×");
    }
    return head;
  }

  private Contestant first() {
    return contestants.get(0);
  }

  private List<Contestant> others() {
    return contestants.subList(1, contestants.size());
  }
}
