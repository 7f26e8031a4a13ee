package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.server.Footprint;
import io.chattr.benchmarks.server.People;
import io.chattr.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chattr's server, in a JVM of its own. */
final class Ours implements Rival {
  private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");

  private final String name;
  private final ServerProcess server;

  private Ours(String name, ServerProcess server) {
    this.name = name;
    this.server = server;
  }

  static Ours start(String name, Path folder, Map<String, String> settings, List<String> jvm)
      throws IOException {
    return new Ours(name, ServerProcess.start(folder, settings, jvm));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public List<Circle> enrol(int groups, int size) throws Exception {
    try (var people = new People(port())) {
      List<People.Person> all = people.register(1 + groups * size);
      People.Person keeper = all.get(0);
      var circles = new ArrayList<Circle>();
      for (int i = 0; i < groups; i++) {
        List<People.Person> members = all.subList(1 + i * size, 1 + (i + 1) * size);
        circles.add(
            new Circle(
                people.group(keeper, members),
                keeper.auth(),
                members.stream().map(People.Person::auth).toList()));
      }
      return circles;
    }
  }

  @Override
  public List<String> strangers(int count) throws Exception {
    try (var people = new People(port())) {
      return people.register(count).stream().map(People.Person::auth).toList();
    }
  }

  @Override
  public String returning(String auth, String admission, String offset) {
    return auth.substring(0, auth.length() - 1)
        + ",\"pid\":\""
        + pid(admission)
        + "\",\"offset\":\""
        + offset
        + "\"}";
  }

  /** The id that a client comes back with. */
  static String pid(String admission) {
    Matcher pid = PID.matcher(admission);
    if (!pid.find()) {
      throw new IllegalStateException("Cannot come back: " + admission);
    }
    return pid.group(1);
  }

  @Override
  public Footprint weigh(int connections) throws IOException, InterruptedException {
    return Footprint.of(pid(), connections);
  }

  @Override
  public void close() {
    server.close();
  }
}
