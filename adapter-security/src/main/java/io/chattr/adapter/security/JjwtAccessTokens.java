package io.chattr.adapter.security;

import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_EXPIRED;
import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chattr.application.port.AccessTokens;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.ProtectedHeader;
import io.jsonwebtoken.UnsupportedJwtException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256 and nothing else. A token names its issuer,
 * audience, key, user ({@code sub}) and log-in ({@code sid}), and is good for the same time from
 * its making.
 */
public final class JjwtAccessTokens implements AccessTokens {
  public static final int MIN_SECRET_BYTES = 32;
  public static final String DEFAULT_ISSUER = "chattr";
  public static final String DEFAULT_AUDIENCE = "chattr";

  private static final String SESSION = "sid";
  private static final int MAX_LENGTH = 4_096;
  private static final int KEY_ID_BYTES = 8;
  private static final int TOKENS_IN_HAND = 10_000;

  private final String issuer;
  private final String audience;
  private final Duration lifetime;
  private final SecretKey key;
  private final String keyId;
  private final JwtParser parser;
  // What was verified once stays so: a token is shown many times. By digest, to keep no secrets.
  private final Cache<ByteBuffer, Claims> verified =
      Caffeine.newBuilder().maximumSize(TOKENS_IN_HAND).build();

  /** Tokens of this server alone, under the usual names. */
  public JjwtAccessTokens(byte[] secret, Duration lifetime) {
    this(secret, lifetime, DEFAULT_ISSUER, DEFAULT_AUDIENCE);
  }

  /**
   * @param secret at least {@value #MIN_SECRET_BYTES} bytes that nobody can guess
   * @param lifetime in whole seconds, at least one
   */
  public JjwtAccessTokens(byte[] secret, Duration lifetime, String issuer, String audience) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "The secret that signs access tokens has %d bytes and needs at least %d"
              .formatted(secret.length, MIN_SECRET_BYTES));
    }
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("Access tokens must live for at least a second");
    }
    this.issuer = issuer;
    this.audience = audience;
    this.lifetime = Duration.ofSeconds(lifetime.toSeconds());
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.keyId = keyId(secret);
    this.parser =
        Jwts.parser()
            .sig()
            .clear()
            .add(Jwts.SIG.HS256)
            .and()
            .zip()
            .clear()
            .and()
            .keyLocator(this::locate)
            .requireIssuer(issuer)
            .requireAudience(audience)
            // Whether a token has expired depends on the caller's time; see verify.
            .clock(() -> Date.from(Instant.EPOCH))
            .build();
  }

  @Override
  public String issue(UserId user, SessionId session, Instant now) {
    return Jwts.builder()
        .header()
        .keyId(keyId)
        .and()
        .issuer(issuer)
        .audience()
        .add(audience)
        .and()
        .subject(user.value())
        .claim(SESSION, session.toString())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(lifetime)))
        .signWith(key, Jwts.SIG.HS256)
        .compact();
  }

  @Override
  public Duration lifetime() {
    return lifetime;
  }

  @Override
  public Claims verify(String token, Instant now) {
    Claims claims = claims(token);
    if (!now.isBefore(claims.expiresAt())) {
      throw refused(TOKEN_EXPIRED);
    }
    return claims;
  }

  private Claims claims(String token) {
    if (token.length() > MAX_LENGTH) {
      throw refused(TOKEN_INVALID);
    }
    var digest = ByteBuffer.wrap(sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
    Claims known = verified.getIfPresent(digest);
    if (known == null) {
      known = parsed(token);
      verified.put(digest, known);
    }
    return known;
  }

  private Claims parsed(String token) {
    try {
      return claims(parser.parseSignedClaims(token).getPayload());
    } catch (JwtException | IllegalArgumentException | Rejected notOurs) {
      throw refused(TOKEN_INVALID);
    }
  }

  private static Claims claims(io.jsonwebtoken.Claims payload) {
    String user = payload.getSubject();
    String session = payload.get(SESSION, String.class);
    Date expiry = payload.getExpiration();
    if (user == null || session == null || expiry == null || payload.getIssuedAt() == null) {
      throw refused(TOKEN_INVALID);
    }
    return new Claims(new UserId(user), SessionId.of(session), expiry.toInstant());
  }

  private Key locate(Header header) {
    if (header instanceof ProtectedHeader signed && keyId.equals(signed.getKeyId())) {
      return key;
    }
    throw new UnsupportedJwtException("not signed with this key");
  }

  /**
   * A name for the secret that tells nothing about it, so that a changed secret is seen at once.
   */
  private static String keyId(byte[] secret) {
    MessageDigest sha256 = sha256();
    sha256.update("chattr key id".getBytes(StandardCharsets.US_ASCII));
    byte[] digest = sha256.digest(secret);
    return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_ID_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static Rejected refused(AuthenticationProblem problem) {
    return new Rejected(new Unauthenticated(problem));
  }
}
