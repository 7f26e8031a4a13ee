package io.chattr.adapter.persistence.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The name of a log: the database's own and that of the place where it lives, in a short text. */
final class Epoch {
  private static final int BYTES = 12;

  private volatile Named last = new Named("", "", "");

  private record Named(String own, String place, String epoch) {}

  String of(String own, String place) {
    Named known = last;
    if (known.epoch().isEmpty() || !known.own().equals(own) || !known.place().equals(place)) {
      known = new Named(own, place, digest(own + ' ' + place));
      last = known;
    }
    return known.epoch();
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(java.util.Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
