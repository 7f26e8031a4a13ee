package io.chattr.adapter.websocket.chat;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text form of recovery ids: connection, cursor and user, and an HMAC-SHA256 of them, so that a
 * client cannot make one up. Nothing has to be stored, so every node knows every id, also after a
 * restart.
 */
final class RecoveryIds {
  // The longest user id and epoch, at four bytes a character, take less.
  private static final int MAX_LENGTH = 1_024;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  RecoveryIds(String secret) {
    // The same secret signs other things, too: these are not to be taken for them.
    this.key =
        new SecretKeySpec(("recovery " + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  String text(RecoveryId id) {
    String body = encoded(id.connection() + " " + id.begin() + " " + id.user());
    return body + "." + ENCODER.encodeToString(mac(body));
  }

  /** Empty for whatever is not one of this server's. */
  Optional<RecoveryId> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      String body = text.substring(0, dot);
      byte[] mac = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      return MessageDigest.isEqual(mac, mac(body)) ? Optional.of(read(body)) : Optional.empty();
    } catch (IllegalArgumentException | Rejected malformed) {
      return Optional.empty();
    }
  }

  private static RecoveryId read(String body) {
    String[] parts =
        new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8).split(" ", 3);
    return new RecoveryId(new UserId(parts[2]), UUID.fromString(parts[0]), Cursor.of(parts[1]));
  }

  private static String encoded(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(String body) {
    try {
      var hmac = Mac.getInstance(key.getAlgorithm());
      hmac.init(key);
      return hmac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
