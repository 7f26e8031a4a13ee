package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;

import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An opaque token that is good for one refresh of one log-in: its id, a dot, and 256 random bits.
 */
record RefreshToken(SessionId session, String secret) {
  private static final int SECRET_BYTES = 32;
  private static final int MAX_LENGTH = 200;

  static RefreshToken random(SessionId session, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new RefreshToken(
        session, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static RefreshToken parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      return new RefreshToken(SessionId.of(text.substring(0, dot)), text.substring(dot + 1));
    } catch (Rejected noId) {
      throw invalid();
    }
  }

  /** What is stored: the secret has 256 bits, so one plain SHA-256 is enough. */
  String hash() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** The form that clients keep. */
  String text() {
    return session + "." + secret;
  }

  @Override
  public String toString() {
    return "RefreshToken[" + session + "]";
  }

  private static Rejected invalid() {
    return new Rejected(new Unauthenticated(TOKEN_INVALID));
  }
}
