package io.chattr.bootstrap;

import io.chattr.bootstrap.config.Configuration;

/**
 * What the server says when it has started: where it is, where it keeps things, what to do next.
 */
final class Banner {
  private Banner() {}

  static String of(Configuration configuration, int port) {
    String url = "http://localhost:" + port;
    return """

    Chattr is running at %1$s%4$s
    It keeps everything in %2$s
    What it can do is shown at %1$s/docs

    Register somebody:
      curl %1$s/api/v1/auth/register -H 'Content-Type: application/json' \\
        -d '{"username":"ann","email":"ann@example.com","password":"correct horse"}'

    Stop it with Ctrl+C. ./chattr --help lists what can be set.
    %3$s\
    """
        .formatted(
            url,
            place(configuration.database()),
            warning(configuration),
            configuration.web() ? ": open it in a browser to chat" : "");
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
