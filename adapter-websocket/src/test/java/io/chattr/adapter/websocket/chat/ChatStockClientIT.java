package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.StockClient;
import io.chattr.application.port.Authenticator;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The unmodified npm client against chat; its rules stand in chat-client.mjs, which tells this test
 * what to do behind the clients' backs.
 */
class ChatStockClientIT {
  private static final int REPLAY_MAX = 300;

  private final WatchedStore store = new WatchedStore(new MemoryStore());
  private final AtomicInteger ailing = new AtomicInteger();
  private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
  private final Names names = new Names();
  private final ChatServer server =
      ChatServer.start(
          ChatServer.Setup.over(store)
              .authenticator(names)
              .sockets(ChatServer.OPTIONS.replayMax(REPLAY_MAX).vocabulary(Vocabulary.AUTO)));

  /** Whoever says who they are is believed, until somebody ends their log-in. */
  private final class Names implements Authenticator {
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Caller authenticate(String token) {
      if (ailing.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
        throw new IllegalStateException("the sessions cannot be read");
      }
      if (token.startsWith("expired")) {
        throw new Rejected(new Unauthenticated(AuthenticationProblem.TOKEN_EXPIRED));
      }
      if (ended.contains(token)) {
        throw new Rejected(new Unauthenticated(AuthenticationProblem.SESSION_REVOKED));
      }
      return new Caller(new UserId(token), token, Optional.empty());
    }

    @Override
    public void onEnd(Consumer<String> listener) {
      listeners.add(listener);
    }

    void end(String session) {
      ended.add(session);
      listeners.forEach(listener -> listener.accept(session));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"by polling", "by WebSocket", "as usual"})
  void the_stock_client_finds_everything_as_it_expects(String mode) throws Exception {
    server.mount("/behind", new BlockingHandler(this::behind));
    StockClient.finds("chat-client.mjs", server.port(), mode);
  }

  /** Does what a rule asks for in its query, and answers with what came of it. */
  private void behind(HttpServerExchange exchange) {
    String answer = what(exchange);
    server.isLevel();
    exchange.getResponseSender().send(answer);
  }

  private String what(HttpServerExchange exchange) {
    switch (text(exchange, "do")) {
      case "direct" -> {
        return server.direct(user(exchange, "one"), user(exchange, "other")).id().toString();
      }
      case "post" -> {
        int from = Integer.parseInt(text(exchange, "from"));
        int to = Integer.parseInt(text(exchange, "to"));
        boolean padded = exchange.getQueryParameters().containsKey("padding");
        String rest = padded ? " " + "x".repeat(Integer.parseInt(text(exchange, "padding"))) : "";
        for (int i = from; i <= to; i++) {
          server.post(user(exchange, "sender"), room(exchange), i + rest);
        }
      }
      case "flood" -> {
        String large = "\"" + "x".repeat(Encrypted.MAX_BYTES - 2) + "\"";
        for (int i = 0; i < Integer.parseInt(text(exchange, "count")); i++) {
          server.post(user(exchange, "sender"), room(exchange), new Encrypted(large));
        }
      }
      case "befriend" -> {
        return server
            .chattr()
            .befriend()
            .request(user(exchange, "one"), user(exchange, "other"))
            .value()
            .id()
            .toString();
      }
      case "accept" ->
          server
              .chattr()
              .befriend()
              .accept(
                  new FriendRequestId(UUID.fromString(text(exchange, "request"))),
                  user(exchange, "by"));
      case "delivered" -> {
        var seat = new Seat(room(exchange), user(exchange, "one"));
        return "" + store.conversations().progress(seat).orElseThrow().watermarks().deliveredUpTo();
      }
      case "lastSeq" -> {
        return "" + store.conversations().find(room(exchange)).orElseThrow().lastSeq();
      }
      case "restart" -> server.restart();
      case "forget" -> store.journal().forget(Instant.now().plusSeconds(60), 1_000);
      case "endLogin" -> names.end(text(exchange, "of"));
      case "ail" -> ailing.set(2);
      case "failPage" -> failNextPage();
      case "hold" -> hold();
      case "release" -> held.get().countDown();
      default -> throw new IllegalArgumentException(exchange.getQueryString());
    }
    return "";
  }

  /** A fresh server has no events in hand, and has to read the store. */
  private void failNextPage() {
    server.restart();
    store.beforePage(
        () -> {
          store.beforePage(() -> {});
          throw new IllegalStateException("the store cannot be read");
        });
  }

  private void hold() {
    held.set(new CountDownLatch(1));
    store.beforeCommit(
        () -> {
          try {
            held.get().await(30, TimeUnit.SECONDS);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
  }

  private static String text(HttpServerExchange exchange, String parameter) {
    return exchange.getQueryParameters().get(parameter).getFirst();
  }

  private static UserId user(HttpServerExchange exchange, String parameter) {
    return new UserId(text(exchange, parameter));
  }

  private static ConversationId room(HttpServerExchange exchange) {
    return ConversationId.of(text(exchange, "room"));
  }
}
