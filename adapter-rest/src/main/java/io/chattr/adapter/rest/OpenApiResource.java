package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** {@code /openapi.yaml}: every call, in OpenAPI 3.1; written by hand, and held true by a test. */
final class OpenApiResource {
  /** RFC 9512. */
  static final String MEDIA_TYPE = "application/yaml";

  private static final String FILE = "openapi.yaml";

  private final Reply.Document document;

  OpenApiResource() {
    byte[] text = read();
    this.document =
        new Reply.Document(MEDIA_TYPE, new String(text, StandardCharsets.UTF_8), digest(text));
  }

  Reply document(Call call) {
    return document;
  }

  private static byte[] read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
      return Objects.requireNonNull(in, FILE).readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String digest(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
