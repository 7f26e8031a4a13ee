package io.chattr.adapter.rest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What becomes of a call. */
public sealed interface Reply {

  /** It is answered now, with {@code view} as JSON. */
  record Now(int status, Object view) implements Reply {}

  /** It was done, or will be, and there is nothing to say about it. */
  record Nothing(int status) implements Reply {}

  /**
   * It is answered now, with a text that is the same for everybody and may be kept.
   *
   * @param tag changes with the text
   * @param headers what else is said of it
   */
  record Document(String mediaType, String text, String tag, Map<String, String> headers)
      implements Reply {
    public Document {
      headers = Map.copyOf(headers);
    }

    public static Document of(String mediaType, String text) {
      return new Document(mediaType, text, digest(text), Map.of());
    }

    /** The same with one more header. */
    public Document with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Document(mediaType, text, tag, more);
    }

    private static String digest(String text) {
      try {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        return HexFormat.of().formatHex(digest, 0, 16);
      } catch (NoSuchAlgorithmException everyJavaHasIt) {
        throw new IllegalStateException(everyJavaHasIt);
      }
    }
  }

  /**
   * It is answered now, with a file that is made while it is sent.
   *
   * @param fileName under which clients may keep it
   */
  record Stream(String mediaType, String fileName, Content content) implements Reply {}

  /** What is sent, and what is held for it until then; closed in any case. */
  interface Content extends AutoCloseable {

    /** May block; fails when the client has gone. What else it throws cuts the answer off. */
    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();
  }

  /**
   * It waits for news, without a thread, and is then looked at again.
   *
   * @param news is cancelled when nobody waits for it any more
   */
  record Later(CompletableFuture<?> news, Duration atMost, Again again) implements Reply {}

  /** Looks at a call again; where it may not wait any longer, the answer has to be {@link Now}. */
  interface Again {
    Reply answer(boolean mayWait);
  }

  static Reply ok(Object view) {
    return new Now(200, view);
  }

  static Reply nothing() {
    return new Nothing(204);
  }

  static Reply accepted() {
    return new Nothing(202);
  }

  static Reply created(Object view) {
    return new Now(201, view);
  }
}
