package io.chattr.adapter.rest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A call is answered now, with a file that is the same for everybody and may be kept; what is text
 * is also there compressed, which is done once.
 */
public final class Document implements Reply {
  // Below this it comes in one packet anyway.
  private static final int WORTH_COMPRESSING = 1_024;

  private final String mediaType;
  private final Form plain;
  private final Optional<Form> compressed;
  private final Map<String, String> headers;

  private Document(
      String mediaType, Form plain, Optional<Form> compressed, Map<String, String> headers) {
    this.mediaType = mediaType;
    this.plain = plain;
    this.compressed = compressed;
    this.headers = Map.copyOf(headers);
  }

  /** One of the ways in which it is sent; its tag is no other's, and changes with the bytes. */
  record Form(ByteBuffer bytes, String tag) {}

  public static Document of(String mediaType, String text) {
    return of(mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A text must be in UTF-8. */
  public static Document of(String mediaType, byte[] bytes) {
    String digest = digest(bytes);
    Optional<Form> compressed =
        isText(mediaType) && bytes.length >= WORTH_COMPRESSING
            ? Optional.of(new Form(ByteBuffer.wrap(compressed(bytes)), digest + "-gzip"))
            : Optional.empty();
    return new Document(
        mediaType, new Form(ByteBuffer.wrap(bytes.clone()), digest), compressed, Map.of());
  }

  /** The same with one more header, which stands over what all documents say. */
  public Document with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Document(mediaType, plain, compressed, more);
  }

  public String mediaType() {
    return mediaType;
  }

  Form plain() {
    return plain;
  }

  Optional<Form> compressed() {
    return compressed;
  }

  Map<String, String> headers() {
    return headers;
  }

  private static boolean isText(String mediaType) {
    return mediaType.startsWith("text/")
        || mediaType.matches("(application|image)/.*(json|xml|yaml)");
  }

  private static byte[] compressed(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
