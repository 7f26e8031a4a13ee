package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.server.Footprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** npm's {@code socket.io} as a bare relay, in a node of its own. */
final class Relay implements Rival {
  /** Lies in the folder that it is started in. */
  static final String SCRIPT = "relay.mjs";

  static final String NAME = "npm";
  static final List<String> NODE = List.of("node", "--expose-gc");
  private static final int COLLECTIONS = 2;
  private static final int STOP_SECONDS = 10;
  private static final String NOBODY = "{}";

  private final Process process;
  private final BufferedReader out;
  private final int port;

  private Relay(Process process, BufferedReader out, int port) {
    this.process = process;
    this.out = out;
    this.port = port;
  }

  static Relay start(Path folder) throws IOException {
    var command = new ArrayList<String>(NODE);
    command.add(SCRIPT);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("NODE_ENV", "production");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    String port = out.readLine();
    if (port == null) {
      throw new IOException("The relay did not start");
    }
    return new Relay(process, out, Integer.parseInt(port));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public List<Circle> enrol(int groups, int size) {
    var circles = new ArrayList<Circle>();
    for (int i = 0; i < groups; i++) {
      String room = "group-" + i;
      circles.add(
          new Circle(room, NOBODY, Collections.nCopies(size, "{\"room\":\"" + room + "\"}")));
    }
    return circles;
  }

  @Override
  public List<String> strangers(int count) {
    return Collections.nCopies(count, NOBODY);
  }

  /** It knows nobody. */
  @Override
  public String returning(String auth, String admission, String offset) {
    return auth;
  }

  @Override
  public Footprint weigh(int connections) throws IOException, InterruptedException {
    long heap = 0;
    for (int i = 0; i < COLLECTIONS; i++) {
      var in = process.outputWriter();
      in.write("collect\n");
      in.flush();
      String said = out.readLine();
      if (said == null) {
        throw new IOException("The relay ended");
      }
      heap = Long.parseLong(said);
      Thread.sleep(1_000);
    }
    return new Footprint(connections, Footprint.resident(pid()), heap);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
