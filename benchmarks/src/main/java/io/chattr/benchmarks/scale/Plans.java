package io.chattr.benchmarks.scale;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.benchmarks.database.Folders;
import io.chattr.benchmarks.database.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The plans by which PostgreSQL really answered, as its auto_explain writes them down: not of
 * statements that look like the store's, but of the store's own.
 */
final class Plans implements AutoCloseable {
  /** What a connection's URL says to have its plans written down. */
  static final String PARAMETERS =
      "?options="
          + String.join(
              "%20",
              "-csession_preload_libraries=auto_explain",
              "-cauto_explain.log_min_duration=0",
              "-cauto_explain.log_analyze=on",
              "-cauto_explain.log_buffers=on",
              "-cauto_explain.log_timing=off");

  private static final Pattern INDEX =
      Pattern.compile(
          "(?:Index Scan|Index Only Scan)(?: Backward)? using (chattr_\\w+)"
              + "|Bitmap Index Scan on (chattr_\\w+)");
  private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (chattr_\\w+)");
  // Of a whole plan: what its parts touched stands further right.
  private static final Pattern PAGES = Pattern.compile("(?m)^\\t  Buffers: shared([^\\n]*)");
  private static final Pattern COUNT = Pattern.compile("(?:hit|read)=(\\d+)");
  private static final long PATIENCE_MILLIS = 10_000;

  private final Path folder;
  private int marks;
  private int known;

  Plans(Path parent) throws IOException {
    folder = Folders.create(parent, "plans-");
  }

  /** What indexes served, what was read from end to end, and how many pages were touched. */
  record Used(SortedSet<String> indexes, SortedSet<String> wholeTables, long pages) {}

  /** Settings of a server whose plans are to be read here. */
  Map<String, String> settings() {
    return Map.of(
        "logging_collector", "on",
        "log_destination", "stderr",
        "log_directory", folder.toString(),
        "log_filename", "plans.log",
        "log_rotation_size", "0");
  }

  /** Of all that ended since it was asked last; {@code database} has {@link #PARAMETERS}. */
  Used sinceLast(SqlDatabase database) throws IOException, SQLException {
    String mark = "mark " + ++marks;
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      statement.execute("select '" + mark + "'");
    }
    // All sessions write into one pipe.
    String plans = upTo(mark).substring(known);
    known += plans.length();
    return new Used(
        new TreeSet<>(all(INDEX, plans).toList()),
        new TreeSet<>(all(SEQUENTIAL, plans).toList()),
        all(PAGES, plans).flatMap(line -> all(COUNT, line)).mapToLong(Long::parseLong).sum());
  }

  private static Stream<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(Plans::group);
  }

  private static String group(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private String upTo(String mark) throws IOException {
    Path file = folder.resolve("plans.log");
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (System.nanoTime() - end < 0) {
      String written = Files.exists(file) ? Files.readString(file) : "";
      int found = written.indexOf("'" + mark + "'");
      if (found >= 0) {
        return written.substring(0, found);
      }
      Pause.briefly();
    }
    throw new IOException("PostgreSQL writes no plans down");
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
