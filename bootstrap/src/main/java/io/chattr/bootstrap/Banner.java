package io.chattr.bootstrap;

import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.demo.DemoPeople;
import java.util.stream.Collectors;

/**
 * What the server says when it has started: where it is, where it keeps things, what to do next.
 */
final class Banner {
  private Banner() {}

  static String of(Configuration configuration, int port) {
    String url = "http://localhost:" + port;
    return """

    Chattr is running at %1$s%2$s
    It keeps everything in %3$s
    What it can do is shown at %1$s/docs

    %4$s
    Stop it with Ctrl+C. ./chattr --help lists what can be set.
    %5$s\
    """
        .formatted(
            url,
            configuration.web() ? "; open it in a browser to chat" : "",
            place(configuration.database()),
            configuration.demo() ? people() : registering(url),
            warning(configuration));
  }

  private static String registering(String url) {
    return """
    Register somebody:
      curl %1$s/api/v1/auth/register -H 'Content-Type: application/json' \\
        -d '{"username":"ann","email":"ann@example.com","password":"correct horse"}'
    """
        .formatted(url);
  }

  private static String people() {
    return DemoPeople.ALL.people().stream()
        .map(person -> "  %-6s password: %s\n".formatted(person.username(), person.password()))
        .collect(
            Collectors.joining(
                "", "THIS IS A DEMO. Whoever can reach it may log in as these people:\n", ""));
  }

  private static String warning(Configuration configuration) {
    return configuration.rateLimits()
        ? ""
        : """

        WARNING: CHATTR_RATE_LIMITS=off. NOTHING IS LIMITED: passwords can be guessed and people
        flooded with messages. This is for load tests alone.
        """;
  }

  private static String place(Configuration.Database database) {
    return switch (database) {
      case Configuration.Database.Memory memory -> "memory, until it stops";
      case Configuration.Database.Sql sql -> sql.database().toString();
    };
  }
}
