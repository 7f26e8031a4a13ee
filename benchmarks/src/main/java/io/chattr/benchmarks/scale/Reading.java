package io.chattr.benchmarks.scale;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.benchmarks.database.PostgresServer;
import io.chattr.domain.identity.ConversationId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Asks databases of different size the same. */
final class Reading {
  private static final int DIGITS = 3;
  private static final int BATCH = 20;

  /** How often each is asked for its plans: often enough for one that is made once for all, too. */
  static final int PLANNED = 20;

  private final PostgresServer server;
  private final Plans plans;
  private final List<Size> sizes = new ArrayList<>();

  private record Size(long messages, ConversationId busy) {
    String name() {
      return "messages_" + messages;
    }
  }

  Reading(PostgresServer server, Plans plans) {
    this.server = server;
    this.plans = plans;
  }

  void fill(long messages) throws SQLException {
    SqlDatabase database = server.create("messages_" + messages);
    sizes.add(new Size(messages, new Population(database).fill(messages)));
  }

  /**
   * Asks everything in so many rounds, and so often in each. Each round has connections of its own;
   * the one that was disturbed least, that with the lowest median, is what counts.
   */
  List<Answers> ask(int rounds, int times) throws IOException, SQLException {
    List<Map<Question, Plans.Used>> used = new ArrayList<>();
    for (Size size : sizes) {
      used.add(plans(size));
    }
    var quietest = new EnumMap<Question, List<Histogram>>(Question.class);
    for (int round = 0; round < rounds; round++) {
      round(times).forEach((question, each) -> quietest.merge(question, each, Reading::quieter));
    }
    return quietest.entrySet().stream()
        .map(
            each ->
                new Answers(
                    each.getKey(),
                    each.getValue(),
                    used.stream()
                        .map(by -> Objects.requireNonNull(by.get(each.getKey())))
                        .toList()))
        .toList();
  }

  private Map<Question, List<Histogram>> round(int times) {
    var databases = new ArrayList<Filled>();
    try {
      sizes.forEach(size -> databases.add(open(size, "")));
      var all = new EnumMap<Question, List<Histogram>>(Question.class);
      for (Question question : Question.values()) {
        all.put(question, ask(question, databases, times));
      }
      return all;
    } finally {
      databases.forEach(Filled::close);
    }
  }

  private static List<Histogram> quieter(List<Histogram> some, List<Histogram> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> median(others.get(i)) < median(some.get(i)) ? others.get(i) : some.get(i))
        .toList();
  }

  private static long median(Histogram nanos) {
    return nanos.getValueAtPercentile(50);
  }

  /** A few times each in turn, so that drift hits all alike; half as often before it counts. */
  private static List<Histogram> ask(Question question, List<Filled> databases, int times) {
    List<Histogram> nanos =
        Stream.generate(() -> new Histogram(DIGITS)).limit(databases.size()).toList();
    for (int asked = -times / 2; asked < times; asked += BATCH) {
      for (int i = 0; i < databases.size(); i++) {
        ask(question, databases.get(i), asked < 0 ? new Histogram(DIGITS) : nanos.get(i));
      }
    }
    return nanos;
  }

  private static void ask(Question question, Filled filled, Histogram nanos) {
    for (int i = 0; i < BATCH; i++) {
      long began = System.nanoTime();
      question.ask(filled);
      nanos.recordValue(System.nanoTime() - began);
    }
  }

  private Map<Question, Plans.Used> plans(Size size) throws IOException, SQLException {
    SqlDatabase explained = server.at(size.name(), Plans.PARAMETERS);
    var used = new EnumMap<Question, Plans.Used>(Question.class);
    try (Filled filled = open(size, Plans.PARAMETERS)) {
      plans.sinceLast(explained);
      for (Question question : Question.values()) {
        for (int i = 0; i < PLANNED; i++) {
          question.ask(filled);
        }
        used.put(question, plans.sinceLast(explained));
      }
    }
    return used;
  }

  private Filled open(Size size, String parameters) {
    return Filled.open(server.at(size.name(), parameters), size.messages(), size.busy());
  }
}
