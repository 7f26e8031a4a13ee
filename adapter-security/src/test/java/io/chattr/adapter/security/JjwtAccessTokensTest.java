package io.chattr.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JjwtAccessTokensTest {
  // Long enough for HS512 too, so that only the rule refuses it.
  private static final byte[] SECRET = "s".repeat(64).getBytes(UTF_8);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.750Z");
  private static final UserId ANN = new UserId("ann");
  private static final SessionId SESSION = new SessionId(UUID.randomUUID());
  private static final JjwtAccessTokens TOKENS =
      new JjwtAccessTokens(SECRET, Duration.ofMinutes(15));

  @Test
  void a_token_tells_who_calls_in_which_log_in() {
    var claims = TOKENS.verify(token(), NOW);

    assertThat(claims.user()).isEqualTo(ANN);
    assertThat(claims.session()).isEqualTo(SESSION);
    assertThat(claims.expiresAt()).isEqualTo(Instant.parse("2026-11-20T10:15:00Z"));
  }

  @Test
  void another_instance_with_the_same_secret_takes_it() {
    var other = new JjwtAccessTokens(SECRET, Duration.ofMinutes(1));

    assertThat(other.verify(token(), NOW).user()).isEqualTo(ANN);
  }

  @Test
  void a_token_expires() {
    Instant expiry = Instant.parse("2026-11-20T10:15:00Z");

    assertThat(TOKENS.verify(token(), expiry.minusMillis(1)).user()).isEqualTo(ANN);
    assertThat(code(token(), expiry)).isEqualTo("token_expired");
    assertThat(code(token(), expiry.plus(Duration.ofDays(365)))).isEqualTo("token_expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "Bearer x", "{}", "é", "null"})
  void what_is_no_token_is_invalid(String text) {
    assertThat(code(text, NOW)).isEqualTo("token_invalid");
  }

  @Test
  void a_very_long_text_is_invalid() {
    assertThat(code("a".repeat(1_000_000), NOW)).isEqualTo("token_invalid");
  }

  @Test
  void a_changed_token_is_invalid() {
    String[] parts = token().split("\\.");
    String other = TOKENS.issue(new UserId("ben"), SESSION, NOW).split("\\.")[1];

    assertThat(code(parts[0] + "." + other + "." + parts[2], NOW)).isEqualTo("token_invalid");
    assertThat(code(parts[0] + "." + parts[1] + ".", NOW)).isEqualTo("token_invalid");
    assertThat(code(parts[0] + "." + parts[1], NOW)).isEqualTo("token_invalid");
  }

  @Test
  void the_forger_of_these_tests_could_make_a_good_one() {
    String good = sign(header("HS256"), PAYLOAD, "HmacSHA256", SECRET);

    assertThat(TOKENS.verify(good, NOW).user()).isEqualTo(ANN);
  }

  static Stream<String> forged() {
    byte[] wrong = "w".repeat(64).getBytes(UTF_8);
    return Stream.of(
        // Not signed at all.
        part(header("none")) + "." + part(PAYLOAD) + ".",
        part("{\"alg\":\"none\"}") + "." + part(PAYLOAD) + ".",
        part("{\"alg\":\"nOnE\"}") + "." + part(PAYLOAD) + ".",
        part("{}") + "." + part(PAYLOAD) + ".",
        // Signed with another secret, or in another way with this one.
        sign(header("HS256"), PAYLOAD, "HmacSHA256", wrong),
        sign(header("HS384"), PAYLOAD, "HmacSHA384", SECRET),
        sign(header("HS512"), PAYLOAD, "HmacSHA512", SECRET),
        sign(header("none"), PAYLOAD, "HmacSHA256", SECRET),
        sign(header("RS256"), PAYLOAD, "HmacSHA256", SECRET),
        sign(header("ES256"), PAYLOAD, "HmacSHA256", SECRET),
        // Under another key's name, or none.
        sign("{\"alg\":\"HS256\",\"kid\":\"x\"}", PAYLOAD, "HmacSHA256", SECRET),
        sign("{\"alg\":\"HS256\"}", PAYLOAD, "HmacSHA256", SECRET),
        // With what nobody here understands.
        sign(header("HS256").replace("}", ",\"crit\":[\"x\"],\"x\":1}"), PAYLOAD),
        sign(header("HS256").replace("}", ",\"zip\":\"DEF\"}"), PAYLOAD),
        // For somebody else.
        sign(header("HS256"), PAYLOAD.replace("\"iss\":\"chattr\"", "\"iss\":\"other\"")),
        sign(header("HS256"), PAYLOAD.replace("\"aud\":\"chattr\"", "\"aud\":\"other\"")),
        // With something missing or of another form.
        sign(header("HS256"), PAYLOAD.replace("\"iss\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace("\"aud\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace("\"sub\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace("\"sid\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace("\"iat\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace("\"exp\"", "\"x\"")),
        sign(header("HS256"), PAYLOAD.replace(SESSION.toString(), "1-1-1-1-1")),
        sign(header("HS256"), PAYLOAD.replace("\"sub\":\"ann\"", "\"sub\":\"\"")),
        sign(header("HS256"), PAYLOAD.replace("\"sub\":\"ann\"", "\"sub\":7")),
        sign(header("HS256"), PAYLOAD.replace("\"exp\":", "\"exp\":\"soon\",\"x\":")),
        sign(header("HS256"), "[]"),
        sign(header("HS256"), "hello"));
  }

  @ParameterizedTest
  @MethodSource("forged")
  void a_forged_token_is_invalid(String token) {
    assertThat(code(token, NOW)).isEqualTo("token_invalid");
  }

  @Test
  void tokens_of_another_issuer_or_audience_are_invalid() {
    Duration minute = Duration.ofMinutes(1);
    var issuer = new JjwtAccessTokens(SECRET, minute, "other", JjwtAccessTokens.DEFAULT_AUDIENCE);
    var audience = new JjwtAccessTokens(SECRET, minute, JjwtAccessTokens.DEFAULT_ISSUER, "other");

    assertThat(code(issuer.issue(ANN, SESSION, NOW), NOW)).isEqualTo("token_invalid");
    assertThat(code(audience.issue(ANN, SESSION, NOW), NOW)).isEqualTo("token_invalid");
  }

  @Test
  void a_short_secret_is_an_error_that_says_so() {
    assertThatThrownBy(() -> new JjwtAccessTokens(new byte[31], Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes")
        .hasMessageContaining("at least 32");
  }

  private static final String PAYLOAD =
      "{\"iss\":\"chattr\",\"aud\":\"chattr\",\"sub\":\"ann\",\"sid\":\"%s\",\"iat\":%d,\"exp\":%d}"
          .formatted(SESSION, NOW.getEpochSecond(), NOW.getEpochSecond() + 60);

  private static String token() {
    return TOKENS.issue(ANN, SESSION, NOW);
  }

  private static String code(String token, Instant now) {
    return catchThrowableOfType(Rejected.class, () -> TOKENS.verify(token, now)).failure().code();
  }

  /** With the key's right name, as everybody can read it in any token. */
  private static String header(String algorithm) {
    String real = new String(Base64.getUrlDecoder().decode(token().split("\\.")[0]), UTF_8);
    return real.replace("HS256", algorithm);
  }

  private static String sign(String header, String payload) {
    return sign(header, payload, "HmacSHA256", SECRET);
  }

  private static String sign(String header, String payload, String algorithm, byte[] secret) {
    String signed = part(header) + "." + part(payload);
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return signed
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
