package io.chattr.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.domain.decision.HouseRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  @TempDir Path folder;

  private Configuration read(Map<String, String> environment) {
    return ConfigurationReader.read(environment, folder);
  }

  private List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> read(environment)).problems();
  }

  @Test
  void nothing_has_to_be_configured() {
    Configuration configuration = read(Map.of());

    assertThat(configuration.port()).isEqualTo(3000);
    assertThat(configuration.data()).isEqualTo(Path.of("data"));
    assertThat(configuration.jwtSecret()).isEmpty();
    assertThat(configuration.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(configuration.logRetention()).isEqualTo(Duration.ofDays(30));
    assertThat(configuration.allowedOrigins()).isEmpty();
    assertThat(configuration.database().toString()).contains("H2 in").contains("data");
  }

  @Test
  void the_environment_stands_over_the_file() throws Exception {
    Files.writeString(folder.resolve(".env"), "PORT=4000\nCHATTR_BCRYPT_COST=10\n");

    Configuration configuration = read(Map.of("PORT", "5000"));

    assertThat(configuration.port()).isEqualTo(5000);
    assertThat(configuration.bcryptCost()).isEqualTo(10);
  }

  @Test
  void an_empty_value_is_none() {
    assertThat(read(Map.of("PORT", "", "JWT_SECRET", " ")).port()).isEqualTo(3000);
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThat(
            problems(
                Map.of(
                    "PORT", "many",
                    "JWT_SECRET", "short",
                    "CHATTR_ACCESS_TOKEN_TTL", "soon",
                    "CHATTR_ALLOWED_ORIGINS", "chat.example",
                    "DATABASE_URL", "mysql://host/db",
                    "CHATTR_LOG_RETENSION", "1d")))
        .hasSize(6);
  }

  @Test
  void a_key_that_is_not_known_is_named_with_the_nearest_that_is() throws Exception {
    Files.writeString(folder.resolve(".env"), "CHATTR_BCRIPT_COST=10\n");

    assertThat(problems(Map.of()))
        .containsExactly("CHATTR_BCRIPT_COST is not a setting; did you mean CHATTR_BCRYPT_COST?");
  }

  @Test
  void a_line_of_the_file_that_cannot_be_read_is_an_error() throws Exception {
    Files.writeString(folder.resolve(".env"), "what is this\n");

    assertThat(problems(Map.of())).singleElement().asString().startsWith(".env cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "15m,900", "12h,43200", "30d,2592000", "60000ms,60"})
  void durations_have_a_unit(String text, long seconds) {
    assertThat(read(Map.of("CHATTR_LOG_RETENTION", text)).logRetention().toSeconds())
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "PORT,65536",
    "PORT,-1",
    "CHATTR_BCRYPT_COST,3",
    "CHATTR_BCRYPT_COST,17",
    "CHATTR_REPLAY_MAX,0",
    "CHATTR_VOCABULARY,klingon",
    "CHATTR_MAX_CONNECTIONS_PER_USER,0",
    "CHATTR_MAX_CONNECTIONS_PER_ADDRESS,many",
    "CHATTR_MAX_FRAMES_PER_SECOND,0",
    "CHATTR_AUTHENTICATION_TIMEOUT,0s",
    "CHATTR_AUTHENTICATION_TIMEOUT,61m",
    "CHATTR_AUTHENTICATION_TIMEOUT,10",
    "CHATTR_TRUSTED_PROXIES,-1",
    "CHATTR_TRUSTED_PROXIES,11",
    "CHATTR_TRUSTED_PROXIES,one",
    "CHATTR_RATE_LIMITS,yes",
    "CHATTR_FIRST_USER_IS_ADMIN,on",
    "CHATTR_WEB,yes",
    "CHATTR_LOG_RETENTION,1s",
    "CHATTR_ACCESS_TOKEN_TTL,9s"
  })
  void what_is_out_of_bounds_is_refused_by_name(String key, String text) {
    assertThat(problems(Map.of(key, text))).singleElement().asString().startsWith(key);
  }

  @Test
  void a_demo_keeps_nothing_unless_it_is_told_where() {
    String url = "postgresql://chattr@localhost/chattr";

    assertThat(ConfigurationReader.readForDemo(Map.of(), folder).database())
        .isEqualTo(new Configuration.Database.Memory());
    assertThat(ConfigurationReader.readForDemo(Map.of("DATABASE_URL", url), folder).database())
        .hasToString(read(Map.of("DATABASE_URL", url)).database().toString());
    assertThat(ConfigurationReader.readForDemo(Map.of(), folder).demo()).isTrue();
    assertThat(read(Map.of()).demo()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'',LOCAL", "local,LOCAL", "public,PUBLIC", "off,OFF"})
  void metrics_have_readers(String text, Configuration.Metrics readers) {
    assertThat(read(Map.of("CHATTR_METRICS", text)).metrics()).isEqualTo(readers);
  }

  @Test
  void limits_are_on_and_nobody_is_an_admin_and_there_is_no_proxy_unless_told_otherwise() {
    Configuration usual = read(Map.of());
    Configuration other =
        read(
            Map.of(
                "CHATTR_RATE_LIMITS",
                "off",
                "CHATTR_FIRST_USER_IS_ADMIN",
                "true",
                "CHATTR_TRUSTED_PROXIES",
                "2"));

    assertThat(usual.rateLimits()).isTrue();
    assertThat(usual.firstUserIsAdmin()).isFalse();
    assertThat(usual.trustedProxies()).isZero();
    assertThat(other.rateLimits()).isFalse();
    assertThat(other.firstUserIsAdmin()).isTrue();
    assertThat(other.trustedProxies()).isEqualTo(2);
  }

  @Test
  void the_house_has_its_usual_rules_unless_told_otherwise() {
    assertThat(read(Map.of()).rules()).isEqualTo(HouseRules.defaults());
    assertThat(
            read(Map.of(
                    "CHATTR_EDIT_WINDOW",
                    "0s",
                    "CHATTR_DIRECT_MESSAGES",
                    "friends",
                    "CHATTR_MAX_GROUP_MEMBERS",
                    "20"))
                .rules())
        .isEqualTo(new HouseRules(Duration.ZERO, HouseRules.DirectMessages.FRIENDS, 20));
  }

  @Test
  void rules_that_nobody_can_keep_are_refused() {
    assertThat(
            problems(
                Map.of(
                    "CHATTR_EDIT_WINDOW",
                    "a while",
                    "CHATTR_DIRECT_MESSAGES",
                    "strangers",
                    "CHATTR_MAX_GROUP_MEMBERS",
                    "1001")))
        .hasSize(3);
    assertThat(problems(Map.of("CHATTR_MAX_GROUP_MEMBERS", "1"))).hasSize(1);
  }

  @Test
  void other_readers_are_refused() {
    assertThat(problems(Map.of("CHATTR_METRICS", "everybody")))
        .containsExactly("CHATTR_METRICS: must be local, public or off, not \"everybody\"");
  }

  @ParameterizedTest
  @CsvSource({"https://chat.example", "http://localhost:8080", "*"})
  void origins_have_a_scheme_and_a_host(String origin) {
    assertThat(read(Map.of("CHATTR_ALLOWED_ORIGINS", origin)).allowedOrigins())
        .containsExactly(origin);
  }

  @ParameterizedTest
  @CsvSource({"chat.example", "https://chat.example/", "https://chat.example/page", "https://"})
  void what_is_no_origin_is_refused(String origin) {
    assertThat(problems(Map.of("CHATTR_ALLOWED_ORIGINS", origin))).hasSize(1);
  }

  @Test
  void neither_passwords_nor_secrets_are_shown() {
    String secret = "0123456789abcdef0123456789abcdef";
    Configuration configuration =
        read(
            Map.of(
                "JWT_SECRET",
                secret,
                "DATABASE_URL",
                "postgresql://chattr:hidden@db.example/chat"));

    assertThat(configuration.toString())
        .doesNotContain(secret)
        .doesNotContain("hidden")
        .contains("PostgreSQL at db.example/chat");
    assertThat(problems(Map.of("DATABASE_URL", "postgresql://chattr:hid den@db/chat")))
        .singleElement()
        .asString()
        .doesNotContain("hid den");
  }
}
