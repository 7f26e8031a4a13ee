package io.chattr.adapter.rest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of a call. */
public sealed interface Reply
    permits Document, Reply.Later, Reply.Nothing, Reply.Now, Reply.Stream {

  /** It is answered now, with {@code view} as JSON. */
  record Now(int status, Object view) implements Reply {}

  /** It was done, or will be, and there is nothing to say about it. */
  record Nothing(int status) implements Reply {}

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
