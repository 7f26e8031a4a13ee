package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/features.md names is there. */
class FeaturesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** A row of a table. */
  private record Feature(
      String id, String state, List<String> rest, List<String> socket, List<String> proof) {
    static Feature of(String line) {
      String[] cells = line.split("\\|", -1);
      return new Feature(
          cells[1].strip(), cells[3].strip(), quoted(cells[4]), quoted(cells[5]), quoted(cells[6]));
    }

    private static List<String> quoted(String cell) {
      return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }
  }

  private static List<Feature> features() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/features.md")).stream()
        .filter(line -> line.matches("\\| [A-Z]\\d+ .*"))
        .map(Feature::of)
        .toList();
  }

  @Test
  void every_feature_is_there_once_and_says_how_it_stands() throws IOException {
    Map<String, Long> rows =
        features().stream()
            .collect(
                Collectors.groupingBy(each -> each.id().substring(0, 1), Collectors.counting()));

    assertThat(rows)
        .isEqualTo(
            Map.of(
                "A", 7L, "P", 4L, "F", 3L, "C", 5L, "M", 11L, "D", 3L, "S", 3L, "N", 3L, "R", 5L,
                "O", 5L));
    assertThat(features()).extracting(Feature::id).doesNotHaveDuplicates();
    assertThat(features())
        .allSatisfy(
            each ->
                assertThat(each.state()).as(each.id()).matches("done(; .+)?|partly: .+|not yet"));
  }

  @Test
  void what_is_done_is_proved_and_what_is_not_is_not_claimed() throws IOException {
    for (Feature each : features()) {
      if (each.state().equals("not yet")) {
        assertThat(each.proof()).as(each.id()).isEmpty();
      } else {
        assertThat(each.proof()).as(each.id()).isNotEmpty();
      }
    }
  }

  @Test
  void every_test_that_is_named_exists() throws IOException {
    Map<String, String> sources = sources();
    for (Feature each : features()) {
      for (String test : each.proof()) {
        String[] parts = test.split("#");
        String end = "/" + parts[0].replace('.', '/') + ".java";
        List<String> found =
            sources.entrySet().stream()
                .filter(source -> source.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(found).as(each.id() + ": one class " + parts[0]).hasSize(1);
        assertThat(Pattern.compile("\\b" + parts[1] + "\\(").matcher(found.get(0)).find())
            .as(each.id() + ": " + test)
            .isTrue();
      }
    }
  }

  /** Where tests stand: those of all modules, and the contracts. */
  private static Map<String, String> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .flatMap(
              module -> Stream.of(module.resolve("src/test/java"), module.resolve("src/main/java")))
          .filter(
              folder ->
                  folder.endsWith("src/test/java") || folder.startsWith(ROOT.resolve("testkit")))
          .filter(Files::isDirectory)
          .flatMap(FeaturesTest::files)
          .collect(
              Collectors.toMap(path -> path.toString().replace('\\', '/'), FeaturesTest::text));
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".java")).toList().stream();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void every_call_that_is_named_is_described() throws IOException {
    String document = resource("/io/chattr/adapter/rest/openapi.yaml");
    for (Feature each : features()) {
      for (String call : each.rest()) {
        String[] parts = call.split(" ");
        var path =
            Pattern.compile(
                "^  /api/v1" + Pattern.quote(parts[1]) + ":\n((?:    .*\n|\n)*)",
                Pattern.MULTILINE);
        String methods =
            path.matcher(document).results().map(found -> found.group(1)).findFirst().orElse("");
        assertThat(methods)
            .as(each.id() + ": " + call)
            .contains("    " + parts[0].toLowerCase(Locale.ROOT) + ":\n");
      }
    }
  }

  @Test
  void every_command_and_event_that_is_named_is_described() throws IOException {
    String document = resource("/io/chattr/adapter/websocket/asyncapi.yaml");
    List<String> described =
        Pattern.compile("^      ([a-z:_]+):$", Pattern.MULTILINE)
            .matcher(document)
            .results()
            .map(found -> found.group(1))
            .toList();
    for (Feature each : features()) {
      assertThat(described).as(each.id()).containsAll(each.socket());
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = FeaturesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
