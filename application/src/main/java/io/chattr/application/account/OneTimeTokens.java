package io.chattr.application.account;

import io.chattr.application.port.EmailTokens;
import io.chattr.domain.account.EmailToken;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens that are sent by e-mail, and knows them again, once. */
final class OneTimeTokens {
  static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
  static final Duration RESET_LIFETIME = Duration.ofMinutes(30);
  static final int CODE_TRIES = 5;

  private static final String HMAC = "HmacSHA256";
  private static final int RESET_BYTES = 32;

  private final EmailTokens tokens;
  private final SecretKeySpec key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  OneTimeTokens(EmailTokens tokens, byte[] secret, InstantSource clock) {
    this.tokens = tokens;
    this.key = new SecretKeySpec(secret, HMAC);
    this.clock = clock;
  }

  /** Six digits that log {@code user} in, in place of the ones before. */
  String code(UserId user) {
    String code = "%06d".formatted(random.nextInt(1_000_000));
    put(user, Purpose.LOG_IN, code, CODE_LIFETIME, CODE_TRIES);
    return code;
  }

  /** A long token that says by itself whose it is, in place of the one before. */
  String reset(UserId user) {
    byte[] secret = new byte[RESET_BYTES];
    random.nextBytes(secret);
    String text = encoded(user.value().getBytes(StandardCharsets.UTF_8)) + "." + encoded(secret);
    // Nobody guesses it, so that tries are not counted: else anybody could use them up.
    put(user, Purpose.RESET_PASSWORD, text, RESET_LIFETIME, Integer.MAX_VALUE);
    return text;
  }

  private void put(UserId user, Purpose purpose, String token, Duration lifetime, int tries) {
    tokens.put(
        new EmailToken(
            user, purpose, hash(user, purpose, token), clock.instant().plus(lifetime), tries));
  }

  /** Whether this is the user's token; it is good once. */
  boolean redeem(UserId user, Purpose purpose, String token) {
    return tokens.redeem(user, purpose, hash(user, purpose, token), clock.instant());
  }

  void remove(UserId user, Purpose purpose) {
    tokens.remove(user, purpose);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String hash(UserId user, Purpose purpose, String token) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      // Neither the purpose nor an id holds a space.
      String text = purpose + " " + user + " " + token;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
