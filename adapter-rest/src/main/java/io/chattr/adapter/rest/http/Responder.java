package io.chattr.adapter.rest.http;

import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.Json;
import io.chattr.wire.ProblemCode;
import io.chattr.wire.ProblemView;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.xnio.IoUtils;

/** Writes answers; the one place where what goes wrong becomes one. */
final class Responder {
  private static final Logger LOG = System.getLogger(Responder.class.getName());
  private static final HttpString REQUEST_ID = new HttpString("X-Request-Id");
  private static final String REQUEST_ID_FORM = "[A-Za-z0-9._-]{1,64}";

  private final Json json;

  Responder(Json json) {
    this.json = json;
  }

  void send(HttpServerExchange exchange, int status, Object view) {
    send(exchange, status, MediaTypes.JSON, view);
  }

  /** Says that it was or will be done. */
  void sendNothing(HttpServerExchange exchange, int status) {
    closeAfterUnreadBody(exchange);
    exchange.setStatusCode(status);
    exchange.endExchange();
  }

  /** Also answers who has the document already. */
  void send(HttpServerExchange exchange, Document document) {
    HeaderMap headers = exchange.getResponseHeaders();
    Optional<Document.Form> compressed =
        document.compressed().filter(form -> MediaTypes.takesGzip(exchange));
    Document.Form form = compressed.orElse(document.plain());
    var tag = new ETag(false, form.tag());
    headers.put(Headers.CACHE_CONTROL, "public, max-age=300");
    headers.put(Headers.ETAG, tag.toString());
    if (document.compressed().isPresent()) {
      headers.add(Headers.VARY, "Accept-Encoding");
    }
    document.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
    if (!ETagUtils.handleIfNoneMatch(exchange, tag, true)) {
      exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
      exchange.endExchange();
      return;
    }
    compressed.ifPresent(gzip -> headers.put(Headers.CONTENT_ENCODING, "gzip"));
    String type = document.mediaType();
    // Of application/yaml, RFC 9512 says that it is UTF-8 anyway.
    String charset = type.startsWith("text/") ? "; charset=utf-8" : "";
    send(exchange, 200, type + charset, form.bytes().duplicate());
  }

  /**
   * Sends while the content is made, on a thread that may block and outside of a handler's call.
   * Whatever fails on the way closes the connection, so that half of it is not taken for the whole.
   *
   * @param patience how long the client may take for each part
   */
  void send(HttpServerExchange exchange, Reply.Stream stream, Duration patience) {
    try {
      HeaderMap headers = exchange.getResponseHeaders();
      headers.put(Headers.CONTENT_TYPE, stream.mediaType());
      headers.put(
          Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + stream.fileName() + "\"");
      exchange.setStatusCode(200);
      write(exchange, stream.content(), patience);
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "A client did not take in all of a file", gone);
      IoUtils.safeClose(exchange.getConnection());
    } catch (Throwable defect) {
      LOG.log(
          Level.ERROR, "A file could not be sent to its end: " + exchange.getRequestPath(), defect);
      IoUtils.safeClose(exchange.getConnection());
    } finally {
      exchange.endExchange();
    }
  }

  private static void write(HttpServerExchange exchange, Reply.Content given, Duration patience)
      throws IOException {
    // Closed before the client learns that this was all, so that it may ask for the next one then.
    try (Reply.Content content = given) {
      if (!exchange.getRequestMethod().equals(Methods.HEAD)) {
        var out = new ClientStream(exchange, patience);
        content.writeTo(out);
        out.send();
      }
    }
  }

  /** Does something for a request, and answers for it when it fails. */
  void guard(HttpServerExchange exchange, Runnable action) {
    try {
      action.run();
    } catch (Rejected rejected) {
      problem(exchange, rejected.failure());
    } catch (Refused refused) {
      problem(exchange, ProblemView.of(refused.code(), refused.detail()));
    } catch (Throwable defect) {
      internal(exchange, defect);
    }
  }

  void problem(HttpServerExchange exchange, ProblemView problem) {
    send(exchange, problem.status(), ProblemView.MEDIA_TYPE, problem);
  }

  private void problem(HttpServerExchange exchange, Failure failure) {
    HeaderMap headers = exchange.getResponseHeaders();
    if (failure instanceof Failure.Unauthenticated caller) {
      headers.put(Headers.WWW_AUTHENTICATE, BearerToken.challenge(caller.problem()));
    }
    if (failure instanceof Failure.Busy busy) {
      headers.put(Headers.RETRY_AFTER, Math.max(1, busy.retryAfter().toSeconds()));
    }
    problem(exchange, ProblemView.of(failure));
  }

  private void internal(HttpServerExchange exchange, Throwable defect) {
    String given = exchange.getRequestHeaders().getFirst(REQUEST_ID);
    String id =
        given != null && given.matches(REQUEST_ID_FORM) ? given : UUID.randomUUID().toString();
    LOG.log(
        Level.ERROR,
        "Request "
            + id
            + " failed: "
            + exchange.getRequestMethod()
            + " "
            + exchange.getRequestPath(),
        defect);
    exchange.getResponseHeaders().put(REQUEST_ID, id);
    problem(
        exchange,
        ProblemView.of(
            ProblemCode.INTERNAL, "This is the server's fault; its log has it as " + id));
  }

  private void send(HttpServerExchange exchange, int status, String type, Object view) {
    send(exchange, status, type, ByteBuffer.wrap(json.bytes(view)));
  }

  private static void send(HttpServerExchange exchange, int status, String type, ByteBuffer body) {
    if (exchange.isResponseStarted()) {
      return;
    }
    closeAfterUnreadBody(exchange);
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    exchange.getResponseSender().send(body);
  }

  /**
   * A body that was announced and not asked for will not come, so that nobody could tell where the
   * next request begins. Every other body is read to its end: closing before would cut off the
   * answer, too.
   */
  private static void closeAfterUnreadBody(HttpServerExchange exchange) {
    if (HttpContinue.requiresContinueResponse(exchange)) {
      exchange.setPersistent(false);
    }
  }
}
