package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Document;
import io.chattr.adapter.rest.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** {@code /openapi.yaml}: every call, in OpenAPI 3.1; written by hand, and held true by a test. */
final class OpenApiResource {
  static final String PATH = "/openapi.yaml";

  /** RFC 9512. */
  static final String MEDIA_TYPE = "application/yaml";

  private static final String FILE = "openapi.yaml";

  private final Document document = Document.of(MEDIA_TYPE, read());

  Reply document(Call call) {
    return document;
  }

  private static String read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
      byte[] text = Objects.requireNonNull(in, FILE).readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
