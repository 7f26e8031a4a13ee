package io.chattr.adapter.rest.http;

import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.account.Client;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.Json;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Serves routes: takes requests in on I/O threads, and hands them, whole, to the worker pool of the
 * server that it is mounted on.
 */
public final class HttpApi implements HttpHandler, AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int PATIENCE = 3;
  private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

  private final Json json = new Json();
  private final Responder responder = new Responder(json);
  private final Router router;
  private final Cors cors;
  private final Authenticator authenticator;
  private final Bounds bounds;
  private final Semaphore comingIn;
  private final Semaphore bodyBytes;
  private final Semaphore atWork;
  private final Waits waits;
  private final int proxies;

  /**
   * @param proxies how many stand between clients and this server
   */
  public HttpApi(
      List<Route> routes, Cors cors, Authenticator authenticator, Bounds bounds, int proxies) {
    this.proxies = proxies;
    this.router = new Router(routes);
    this.cors = cors;
    this.authenticator = authenticator;
    this.bounds = bounds;
    this.comingIn = new Semaphore(bounds.comingIn());
    this.bodyBytes = new Semaphore(bounds.bodyBytes());
    this.atWork = new Semaphore(bounds.atWork());
    this.waits = new Waits(bounds.waiting());
  }

  /**
   * How much is taken on at the same time; beyond it requests are refused with {@code overloaded}.
   *
   * @param atWork requests that a worker has or will have
   * @param comingIn requests whose body is still on its way
   * @param bodyBytes what the bodies of all requests hold together
   * @param waiting requests that wait for news
   * @param bodyTime how long a body may take; in twice this time the connection is closed, and so
   *     it is when a client takes {@value #PATIENCE} times as long for a part of a long answer
   */
  public record Bounds(int atWork, int comingIn, int bodyBytes, int waiting, Duration bodyTime) {
    /** Bodies may hold an eighth of the memory. */
    public static final Bounds DEFAULT =
        new Bounds(
            512,
            1_024,
            (int) Math.min(Runtime.getRuntime().maxMemory() / 8, 1 << 30),
            20_000,
            Duration.ofSeconds(10));

    /** The same with {@code atWork} requests at work. */
    public Bounds withAtWork(int requests) {
      return new Bounds(requests, comingIn, bodyBytes, waiting, bodyTime);
    }

    /** The same with {@code requests} whose bodies are on their way. */
    public Bounds withComingIn(int requests) {
      return new Bounds(atWork, requests, bodyBytes, waiting, bodyTime);
    }

    /** The same with bodies that hold {@code bytes} together. */
    public Bounds withBodyBytes(int bytes) {
      return new Bounds(atWork, comingIn, bytes, waiting, bodyTime);
    }

    /** The same with {@code requests} that wait for news. */
    public Bounds withWaiting(int requests) {
      return new Bounds(atWork, comingIn, bodyBytes, requests, bodyTime);
    }

    /** The same with bodies that may take {@code time}. */
    public Bounds withBodyTime(Duration time) {
      return new Bounds(atWork, comingIn, bodyBytes, waiting, time);
    }
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    if (!exchange.isRequestComplete()) {
      // What is refused is read to its end, within the deadline, so that the client hears why.
      exchange.setMaxEntitySize(Long.MAX_VALUE);
      BodyDeadline.set(exchange, bounds.bodyTime().multipliedBy(2));
    }
    cors.mark(exchange);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseHeaders().put(CONTENT_TYPE_OPTIONS, "nosniff");
    responder.guard(exchange, () -> begin(exchange));
  }

  /** How many requests wait for news. */
  public int waiting() {
    return waits.count();
  }

  /** Answers all requests that wait, now and from now on; the others are still served. */
  @Override
  public void close() {
    waits.end();
  }

  private void begin(HttpServerExchange exchange) {
    if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
      options(exchange);
      return;
    }
    Router.Match match = router.find(exchange);
    MediaTypes.requireAcceptable(exchange, match.route().mediaType());
    if (match.route().authenticated()) {
      // Whether it is any good, a worker will see; without one nothing need be read.
      BearerToken.require(exchange);
    }
    if (match.route().takesBody()) {
      MediaTypes.requireJson(exchange);
      takeIn(exchange, match);
    } else {
      startWork(exchange, match, new byte[0]);
    }
  }

  private void options(HttpServerExchange exchange) {
    String allowed = router.allowed(exchange);
    exchange.getResponseHeaders().put(Headers.ALLOW, allowed);
    if (Cors.isPreflight(exchange)) {
      cors.allow(exchange, allowed);
    }
    exchange.setStatusCode(204);
    exchange.endExchange();
  }

  private void takeIn(HttpServerExchange exchange, Router.Match match) {
    acquire(comingIn);
    BodyReader.read(
        exchange,
        Json.MAX_LENGTH,
        bounds.bodyTime(),
        new BodyReader.Taker() {
          private int held;

          @Override
          public boolean reserve(int bytes) {
            boolean room = bodyBytes.tryAcquire(bytes);
            if (room && held == 0) {
              exchange.addExchangeCompleteListener(
                  (complete, next) -> {
                    bodyBytes.release(held);
                    next.proceed();
                  });
            }
            held += room ? bytes : 0;
            return room;
          }

          @Override
          public void take(byte[] body) {
            responder.guard(exchange, () -> startWork(exchange, match, body));
          }

          @Override
          public void refuse(RuntimeException reason) {
            responder.guard(
                exchange,
                () -> {
                  throw reason;
                });
          }

          @Override
          public void end() {
            comingIn.release();
          }
        });
  }

  private void startWork(HttpServerExchange exchange, Router.Match match, byte[] body) {
    acquire(atWork);
    exchange.dispatch(
        same -> {
          try {
            work(
                same,
                match.route(),
                () -> match.route().endpoint().answer(call(same, match, body)));
          } finally {
            atWork.release();
          }
        });
  }

  /** The problems of a handler are answered inside of it: outside nobody sees them. */
  private void work(HttpServerExchange exchange, Route route, Supplier<Reply> answering) {
    responder.guard(
        exchange,
        () -> {
          switch (answering.get()) {
            case Reply.Now now -> responder.send(exchange, now.status(), now.view());
            case Reply.Nothing nothing -> responder.sendNothing(exchange, nothing.status());
            case Document document -> responder.send(exchange, document);
            case Reply.Stream stream ->
                exchange.dispatch(
                    () ->
                        responder.send(exchange, stream, bounds.bodyTime().multipliedBy(PATIENCE)));
            case Reply.Later later ->
                waits.add(
                    exchange,
                    later,
                    mayWait ->
                        exchange.dispatch(
                            same -> work(same, route, () -> again(same, route, later, mayWait))));
          }
        });
  }

  /** While somebody waited their log-in may have ended. */
  private Reply again(
      HttpServerExchange exchange, Route route, Reply.Later later, boolean mayWait) {
    caller(exchange, route);
    return later.again().answer(mayWait);
  }

  private Optional<Caller> caller(HttpServerExchange exchange, Route route) {
    return route.authenticated()
        ? Optional.of(authenticator.authenticate(BearerToken.require(exchange)))
        : Optional.empty();
  }

  private Call call(HttpServerExchange exchange, Router.Match match, byte[] body) {
    Optional<Caller> caller = caller(exchange, match.route());
    var client =
        new Client(
            ClientAddress.of(exchange, proxies),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.USER_AGENT)));
    HeaderValues keys = exchange.getRequestHeaders().get(Call.IDEMPOTENCY_KEY);
    return new Call(
        json,
        match.path(),
        new Query(exchange.getQueryString()),
        body,
        caller,
        client,
        keys == null ? List.of() : keys);
  }

  private static void acquire(Semaphore places) {
    if (!places.tryAcquire()) {
      throw new Rejected(new Overloaded(RETRY_AFTER));
    }
  }
}
