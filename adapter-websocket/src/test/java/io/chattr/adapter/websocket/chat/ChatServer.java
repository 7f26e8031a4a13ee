package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.port.Store;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.xnio.Options;

/** Chattr's sockets on a real Undertow, over a store of the test's. */
final class ChatServer implements AutoCloseable {
  static final String SECRET = "the same on every node and after every restart";

  /** Whoever says who they are is believed: the token is the user's id. */
  static final Authenticator BY_NAME =
      token -> new Caller(new UserId(token), "session", Optional.empty());

  private final Setup setup;
  private final Undertow http;
  private final PathHandler paths;
  private final AtomicReference<Running> running = new AtomicReference<>();

  /** What a server is made of; a test changes what it is about. */
  record Setup(
      Store store,
      Authenticator authenticator,
      ChatSockets.Options sockets,
      Duration httpPatience,
      InstantSource clock,
      UnaryOperator<Chattr.Builder> chattr) {

    static Setup over(Store store) {
      return new Setup(
          store,
          BY_NAME,
          ChatSockets.Options.of(SECRET)
              .replayMax(5_000)
              .workers(4)
              .origins(OriginCheck.any())
              .vocabulary(Vocabulary.NATIVE),
          Duration.ofSeconds(60),
          InstantSource.system(),
          UnaryOperator.identity());
    }

    Setup authenticator(Authenticator other) {
      return new Setup(store, other, sockets, httpPatience, clock, chattr);
    }

    Setup replayMax(int events) {
      return sockets(sockets.replayMax(events));
    }

    Setup engine(EngineOptions options) {
      return sockets(sockets.engine(options));
    }

    Setup sockets(ChatSockets.Options options) {
      return new Setup(store, authenticator, options, httpPatience, clock, chattr);
    }

    Setup chattr(UnaryOperator<Chattr.Builder> parts) {
      return new Setup(store, authenticator, sockets, httpPatience, clock, parts);
    }

    /** By which tokens expire. */
    Setup clock(InstantSource other) {
      return new Setup(store, authenticator, sockets, httpPatience, other, chattr);
    }

    /** How long a client may take to be let in. */
    Setup unauthenticated(Duration most) {
      return sockets(sockets.limits(sockets.limits().unauthenticated(most)));
    }

    /** How long a request may take to come. */
    Setup httpPatience(Duration patience) {
      return new Setup(store, authenticator, sockets, patience, clock, chattr);
    }
  }

  private record Running(Chattr chattr, ChatSockets sockets) {
    static Running of(Setup setup) {
      Chattr chattr = setup.chattr().apply(Chattr.on(setup.store())).build();
      return new Running(
          chattr, new ChatSockets(chattr, setup.authenticator(), setup.sockets(), setup.clock()));
    }

    void stop() {
      sockets.close();
      chattr.close();
    }
  }

  private ChatServer(Setup setup) {
    this.setup = setup;
    running.set(Running.of(setup));
    paths =
        Handlers.path()
            .addPrefixPath(
                ChatSockets.PATH, exchange -> sockets().handler().handleRequest(exchange))
            .addExactPath(
                ChatSockets.PLAIN_PATH,
                exchange -> sockets().plainHandler().handleRequest(exchange));
    int patience = Math.toIntExact(setup.httpPatience().toMillis());
    http =
        Undertow.builder()
            .addHttpListener(0, "localhost")
            .setIoThreads(2)
            // Small, so that a client that does not read is soon felt.
            .setSocketOption(Options.SEND_BUFFER, 65_536)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, patience)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, patience)
            .setHandler(ChatServer.this::serve)
            .build();
    http.start();
  }

  /** A client from elsewhere says so in the address that it asks for, as {@code from}. */
  private void serve(HttpServerExchange exchange) throws Exception {
    Deque<String> from = exchange.getQueryParameters().get("from");
    if (from != null) {
      exchange.setSourceAddress(new InetSocketAddress(from.getFirst(), 50_000));
    }
    paths.handleRequest(exchange);
  }

  static ChatServer start(Setup setup) {
    return new ChatServer(setup);
  }

  /** What the process would do: everything but the store, the secret and the port is new. */
  void restart() {
    running.getAndSet(Running.of(setup)).stop();
  }

  void mount(String path, HttpHandler handler) {
    paths.addExactPath(path, handler);
  }

  int port() {
    return ((InetSocketAddress) http.getListenerInfo().getFirst().getAddress()).getPort();
  }

  ChatSockets sockets() {
    return running.get().sockets();
  }

  Chattr chattr() {
    return running.get().chattr();
  }

  /** Returns when every event that has been committed was handed out. */
  void isLevel() {
    isLevel(chattr(), setup.store());
  }

  static void isLevel(Chattr chattr, Store store) {
    UserId nobody = Fresh.person("nobody");
    var position = new AtomicLong(-1);
    while (position.get() < store.journal().head().position()) {
      chattr
          .liveEvents()
          .subscribeKnowing(
              nobody,
              now -> {
                position.set(now.position());
                return notice -> {};
              })
          .close();
      Thread.onSpinWait();
    }
  }

  ChatClient open() {
    return ChatClient.open(port());
  }

  /** A client of {@code user} who begins now. */
  ChatClient join(UserId user) {
    ChatClient client = open().connects(user);
    client.isLetIn();
    return client;
  }

  Conversation direct(UserId one, UserId other) {
    return chattr()
        .openConversation()
        .handle(new OpenConversation.Command.Direct(one, other))
        .value();
  }

  Conversation group(UserId owner, UserId... others) {
    return chattr()
        .openConversation()
        .handle(
            new OpenConversation.Command.Group(
                owner, Details.of(new Title("Crew")), Set.of(others), Optional.empty()))
        .value();
  }

  Message post(UserId sender, ConversationId conversation, String text) {
    return post(sender, conversation, new Text(text));
  }

  Message post(UserId sender, ConversationId conversation, Content content) {
    return chattr()
        .postMessage()
        .handle(new PostMessage.Command(sender, conversation, content))
        .value();
  }

  @Override
  public void close() {
    running.get().stop();
    http.stop();
  }
}
