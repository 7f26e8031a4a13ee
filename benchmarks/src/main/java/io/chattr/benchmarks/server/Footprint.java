package io.chattr.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * What a server holds once its garbage is gone, in bytes.
 *
 * @param resident all that the process keeps in memory
 * @param heap objects
 */
public record Footprint(int connections, long resident, long heap) {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HEAP =
      Pattern.compile("total [^,]*, (?:committed [^,]*, )?used (\\d+)K");
  private static final int KIB = 1_024;

  /** Of the process {@code pid}, which has a JVM of the same release as this one. */
  public static Footprint of(long pid, int connections) throws IOException, InterruptedException {
    // What the first collection leaves to be cleaned up goes with the second.
    for (int i = 0; i < 2; i++) {
      jcmd(pid, "GC.run");
      Thread.sleep(1_000);
    }
    return new Footprint(connections, resident(pid), bytes(HEAP, jcmd(pid, "GC.heap_info")));
  }

  /** What the process {@code pid} keeps in memory now. */
  public static long resident(long pid) throws IOException {
    return bytes(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status")));
  }

  /** How a figure grows with each connection: the straight line that fits best. */
  public static double slope(List<Footprint> all, ToLongFunction<Footprint> figure) {
    double meanX = all.stream().mapToInt(Footprint::connections).average().orElse(0);
    double meanY = all.stream().mapToLong(figure).average().orElse(0);
    double up = 0;
    double along = 0;
    for (Footprint one : all) {
      up += (one.connections - meanX) * (figure.applyAsLong(one) - meanY);
      along += (one.connections - meanX) * (one.connections - meanX);
    }
    return up / along;
  }

  /** Of every line that has one, in KiB there, together. */
  private static long bytes(Pattern pattern, String text) {
    long sum =
        pattern.matcher(text).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    if (sum == 0) {
      throw new IllegalStateException("No " + pattern + " in " + text);
    }
    return KIB * sum;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(String.valueOf(pid));
    line.add(command);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }
}
