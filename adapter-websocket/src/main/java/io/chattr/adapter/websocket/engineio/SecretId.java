package io.chattr.adapter.websocket.engineio;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody can guess: 120 random bits in 20 characters. */
public final class SecretId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 15;

  private SecretId() {}

  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
