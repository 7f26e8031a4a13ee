package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.rest.RestApi;
import io.chattr.adapter.websocket.chat.ChatSockets;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Store;
import io.chattr.bootstrap.metrics.MetricsPage;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** The doors, REST, Socket.IO and metrics, behind one handler. */
final class WebModule extends AbstractModule {
  private static final Logger LOG = System.getLogger(WebModule.class.getName());
  private static final int SOCKET_WORKERS = 64;

  private final String secret;
  private final Set<String> allowedOrigins;
  private final int replayMax;
  private final int trustedProxies;

  WebModule(String secret, Set<String> allowedOrigins, int replayMax, int trustedProxies) {
    this.secret = secret;
    this.allowedOrigins = allowedOrigins;
    this.replayMax = replayMax;
    this.trustedProxies = trustedProxies;
  }

  @Provides
  @Singleton
  RestApi rest(Chattr chattr, ChattrAccounts accounts, Store store, Closing closing) {
    return closing.last(
        RestApi.on(chattr, accounts)
            .allowedOrigins(allowedOrigins)
            .trustedProxies(trustedProxies)
            .ready(() -> answers(store))
            .build());
  }

  private static boolean answers(Store store) {
    try {
      store.journal().head();
      return true;
    } catch (RuntimeException unreachable) {
      LOG.log(Level.WARNING, "Not ready: the store does not answer", unreachable);
      return false;
    }
  }

  @Provides
  @Singleton
  ChatSockets sockets(Chattr chattr, Authenticator authenticator, Closing closing) {
    return closing.last(
        new ChatSockets(
            chattr,
            authenticator,
            new ChatSockets.Options(
                secret, replayMax, SOCKET_WORKERS, origins(), EngineOptions.DEFAULTS)));
  }

  /** A page of this server's own may always connect. */
  private OriginCheck origins() {
    return allowedOrigins.contains("*")
        ? OriginCheck.any()
        : OriginCheck.sameHost().or(OriginCheck.oneOf(allowedOrigins));
  }

  @Provides
  HttpHandler handler(RestApi rest, ChatSockets sockets, MetricsPage metrics) {
    return new PathHandler(rest)
        .addPrefixPath(ChatSockets.PATH, sockets.handler())
        .addExactPath(MetricsPage.PATH, metrics.before(rest));
  }
}
