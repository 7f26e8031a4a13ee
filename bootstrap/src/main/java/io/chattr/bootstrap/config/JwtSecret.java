package io.chattr.bootstrap.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that signs access tokens, when nobody gave one: made once, and readable by the owner
 * alone.
 */
public final class JwtSecret {
  private static final String FILE = "jwt-secret";
  private static final int BYTES = 48;

  private JwtSecret() {}

  /** The secret in {@code folder}, which is made when it is not there. */
  public static String in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      OwnerOnly.folder(folder);
      if (!Files.exists(file)) {
        create(file);
      }
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (IOException problem) {
      throw new UncheckedIOException("The secret " + file + " cannot be read or made", problem);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    // Whole or not at all, and with its permissions from the first moment on.
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    OwnerOnly.file(draft);
    Files.writeString(draft, Base64.getEncoder().encodeToString(secret), StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
