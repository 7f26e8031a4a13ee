package io.chattr.bootstrap.config;

import static io.chattr.bootstrap.config.Setting.ACCESS_TOKEN_TTL;
import static io.chattr.bootstrap.config.Setting.ALLOWED_ORIGINS;
import static io.chattr.bootstrap.config.Setting.AUTHENTICATION_TIMEOUT;
import static io.chattr.bootstrap.config.Setting.BCRYPT_COST;
import static io.chattr.bootstrap.config.Setting.DATA;
import static io.chattr.bootstrap.config.Setting.DATABASE_URL;
import static io.chattr.bootstrap.config.Setting.DIRECT_MESSAGES;
import static io.chattr.bootstrap.config.Setting.EDIT_WINDOW;
import static io.chattr.bootstrap.config.Setting.FIRST_USER_IS_ADMIN;
import static io.chattr.bootstrap.config.Setting.HOST;
import static io.chattr.bootstrap.config.Setting.JWT_SECRET;
import static io.chattr.bootstrap.config.Setting.LOG_RETENTION;
import static io.chattr.bootstrap.config.Setting.MAX_CONNECTIONS_PER_ADDRESS;
import static io.chattr.bootstrap.config.Setting.MAX_CONNECTIONS_PER_USER;
import static io.chattr.bootstrap.config.Setting.MAX_FRAMES_PER_SECOND;
import static io.chattr.bootstrap.config.Setting.MAX_GROUP_MEMBERS;
import static io.chattr.bootstrap.config.Setting.METRICS;
import static io.chattr.bootstrap.config.Setting.PORT;
import static io.chattr.bootstrap.config.Setting.RATE_LIMITS;
import static io.chattr.bootstrap.config.Setting.REPLAY_MAX;
import static io.chattr.bootstrap.config.Setting.TRUSTED_PROXIES;
import static io.chattr.bootstrap.config.Setting.VOCABULARY;
import static io.chattr.bootstrap.config.Setting.WEB;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.websocket.chat.Vocabulary;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.HouseRules.DirectMessages;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads the configuration, and collects all that is wrong with it before it says so. */
public final class ConfigurationReader {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final String MEMORY = "memory:";
  private static final int SECRET_BYTES = 32;

  private final Map<String, String> values;
  private final boolean demo;
  private final List<String> problems = new ArrayList<>();

  private ConfigurationReader(Map<String, String> values, boolean demo) {
    this.values = values;
    this.demo = demo;
  }

  /**
   * From the environment and, where that says nothing, from the file {@code .env} in {@code
   * folder}.
   */
  public static Configuration read(Map<String, String> environment, Path folder) {
    return new ConfigurationReader(values(environment, folder), false).read();
  }

  /** The same for a demo, which keeps nothing unless it is told where. */
  public static Configuration readForDemo(Map<String, String> environment, Path folder) {
    return new ConfigurationReader(values(environment, folder), true).read();
  }

  private static Map<String, String> values(Map<String, String> environment, Path folder) {
    var values = new TreeMap<String, String>();
    try {
      Dotenv.configure()
          .directory(folder.toString())
          .ignoreIfMissing()
          .load()
          .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
          .forEach((DotenvEntry entry) -> values.put(entry.getKey(), entry.getValue()));
    } catch (DotenvException malformed) {
      throw new InvalidConfiguration(List.of(".env cannot be read: " + malformed.getMessage()));
    }
    values.putAll(environment);
    return values;
  }

  private Configuration read() {
    values.keySet().stream()
        .filter(key -> key.startsWith("CHATTR_") && Setting.of(key).isEmpty())
        .forEach(
            key -> problems.add(key + " is not a setting; did you mean " + nearest(key) + "?"));
    Path data = value(DATA, Path::of, Path.of("data"));
    var configuration =
        new Configuration(
            number(PORT, 0, 65_535),
            text(HOST),
            data,
            value(DATABASE_URL, url -> database(url, data), new Configuration.Database.Memory()),
            optional(JWT_SECRET).map(this::secret),
            duration(ACCESS_TOKEN_TTL, Duration.ofSeconds(10)),
            origins(),
            choice(WEB, "on", "off"),
            demo,
            number(BCRYPT_COST, 4, 16),
            choice(FIRST_USER_IS_ADMIN, "true", "false"),
            choice(RATE_LIMITS, "on", "off"),
            number(TRUSTED_PROXIES, 0, 10),
            new HouseRules(
                duration(EDIT_WINDOW, Duration.ZERO),
                choice(DIRECT_MESSAGES, "friends", "everyone")
                    ? DirectMessages.FRIENDS
                    : DirectMessages.EVERYONE,
                number(MAX_GROUP_MEMBERS, 2, HouseRules.MAX_GROUP_SIZE)),
            duration(LOG_RETENTION, Duration.ofMinutes(1)),
            number(REPLAY_MAX, 1, 1_000_000),
            value(VOCABULARY, ConfigurationReader::vocabulary, Vocabulary.AUTO),
            new Configuration.SocketLimits(
                number(MAX_CONNECTIONS_PER_USER, 1, 1_000_000),
                number(MAX_CONNECTIONS_PER_ADDRESS, 1, 1_000_000),
                number(MAX_FRAMES_PER_SECOND, 1, 1_000_000),
                duration(AUTHENTICATION_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1))),
            value(METRICS, ConfigurationReader::metrics, Configuration.Metrics.OFF));
    if (!problems.isEmpty()) {
      throw new InvalidConfiguration(problems);
    }
    return configuration;
  }

  private static String nearest(String key) {
    var distance = LevenshteinDistance.getDefaultInstance();
    return Setting.keys().stream()
        .min(Comparator.comparingInt(known -> distance.apply(key, known)))
        .orElseThrow();
  }

  private Optional<String> optional(Setting setting) {
    return Optional.ofNullable(values.get(setting.key()))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private String text(Setting setting) {
    return optional(setting).orElse(setting.fallback());
  }

  /**
   * What {@code reading} makes of the text; {@code instead} when it throws, which is told at the
   * end.
   */
  private <T> T value(Setting setting, Function<String, T> reading, T instead) {
    try {
      return reading.apply(text(setting));
    } catch (IllegalArgumentException problem) {
      problems.add(setting.key() + ": " + problem.getMessage());
      return instead;
    }
  }

  private int number(Setting setting, int from, int to) {
    return value(
        setting,
        text -> {
          String expected =
              "must be a whole number from %d to %d, not \"%s\"".formatted(from, to, text);
          try {
            int number = Integer.parseInt(text);
            if (number < from || number > to) {
              throw new IllegalArgumentException(expected);
            }
            return number;
          } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(expected, malformed);
          }
        },
        from);
  }

  private Duration duration(Setting setting, Duration least, Duration most) {
    Duration duration = duration(setting, least);
    if (duration.compareTo(most) > 0) {
      problems.add(setting.key() + ": must be at most " + most.toSeconds() + "s");
    }
    return duration;
  }

  private Duration duration(Setting setting, Duration least) {
    return value(
        setting,
        text -> {
          Matcher matcher = DURATION.matcher(text);
          if (!matcher.matches()) {
            throw new IllegalArgumentException(
                "must be a duration such as 90s, 15m, 12h or 30d, not \"" + text + "\"");
          }
          long number = Long.parseLong(matcher.group(1));
          Duration duration =
              switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
              };
          if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException("must be at least " + least.toSeconds() + "s");
          }
          return duration;
        },
        least);
  }

  private String secret(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < SECRET_BYTES) {
      problems.add(
          "JWT_SECRET must be at least %d bytes, and has %d; leave it out to have one made"
              .formatted(SECRET_BYTES, bytes));
    }
    return text;
  }

  private Set<String> origins() {
    Set<String> origins =
        Arrays.stream(text(ALLOWED_ORIGINS).split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    origins.stream()
        .filter(origin -> !origin.equals("*") && !isOrigin(origin))
        .forEach(
            origin ->
                problems.add(
                    "CHATTR_ALLOWED_ORIGINS must hold origins such as https://chat.example.com, not"
                        + " \""
                        + origin
                        + "\""));
    return origins;
  }

  /** Scheme, host and, where it is not the scheme's own, port (RFC 6454 §6). */
  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getScheme() != null
          && uri.getHost() != null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static Vocabulary vocabulary(String text) {
    return Vocabulary.of(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be native, camelCase or auto, not \"" + text + "\""));
  }

  private boolean choice(Setting setting, String yes, String no) {
    return value(
        setting,
        text -> {
          if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException(
                "must be %s or %s, not \"%s\"".formatted(yes, no, text));
          }
          return text.equals(yes);
        },
        false);
  }

  private static Configuration.Metrics metrics(String text) {
    return switch (text) {
      case "local" -> Configuration.Metrics.LOCAL;
      case "public" -> Configuration.Metrics.PUBLIC;
      case "off" -> Configuration.Metrics.OFF;
      default ->
          throw new IllegalArgumentException("must be local, public or off, not \"" + text + "\"");
    };
  }

  private Configuration.Database database(String url, Path data) {
    return switch (url.isEmpty() && demo ? MEMORY : url) {
      case "" -> new Configuration.Database.Sql(SqlDatabase.h2(data.resolve("chattr")));
      case MEMORY -> new Configuration.Database.Memory();
      default -> new Configuration.Database.Sql(SqlDatabase.postgres(url));
    };
  }
}
