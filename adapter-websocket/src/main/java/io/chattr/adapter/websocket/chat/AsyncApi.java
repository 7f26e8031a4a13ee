package io.chattr.adapter.websocket.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What is said over the sockets, in AsyncAPI 3; written by hand, and held true by a test. Its forms
 * are those of {@code openapi.yaml}, beside which it has to be shown.
 */
public final class AsyncApi {
  private static final String FILE = "/io/chattr/adapter/websocket/asyncapi.yaml";

  private AsyncApi() {}

  public static String text() {
    try (InputStream in = AsyncApi.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
