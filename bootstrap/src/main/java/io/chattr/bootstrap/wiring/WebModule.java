package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.rest.DocsPage;
import io.chattr.adapter.rest.RestApi;
import io.chattr.adapter.rest.WebPage;
import io.chattr.adapter.rest.http.BehindProxies;
import io.chattr.adapter.rest.http.Route;
import io.chattr.adapter.websocket.chat.AsyncApi;
import io.chattr.adapter.websocket.chat.ChatSockets;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Store;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.demo.DemoPeople;
import io.chattr.bootstrap.metrics.MetricsPage;
import io.chattr.wire.Json;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The doors, REST, Socket.IO, plain WebSocket and metrics, behind one handler. */
final class WebModule extends AbstractModule {
  private static final Logger LOG = System.getLogger(WebModule.class.getName());
  private static final String WEB_PAGE = "/io/chattr/web/index.html";
  private static final int SOCKET_WORKERS = 64;

  private final Configuration configuration;
  private final String secret;

  WebModule(Configuration configuration, String secret) {
    this.configuration = configuration;
    this.secret = secret;
  }

  @Provides
  @Singleton
  RestApi rest(Chattr chattr, ChattrAccounts accounts, Store store, Closing closing) {
    return closing.last(
        RestApi.on(chattr, accounts)
            .allowedOrigins(configuration.allowedOrigins())
            .trustedProxies(configuration.trustedProxies())
            .ready(() -> answers(store))
            .pages(pages())
            .build());
  }

  private List<Route> pages() {
    var pages = new ArrayList<>(new DocsPage().with("/asyncapi.yaml", AsyncApi.text()).routes());
    if (configuration.web()) {
      WebPage page = PackedFolder.read(WEB_PAGE, WebPage::in);
      pages.addAll((configuration.demo() ? ofDemo(page) : page).routes());
    }
    return pages;
  }

  private static WebPage ofDemo(WebPage page) {
    byte[] people = new Json().bytes(DemoPeople.ALL);
    return page.told("chattr-demo", new String(people, StandardCharsets.UTF_8));
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
    Configuration.SocketLimits limits = configuration.socketLimits();
    return closing.last(
        new ChatSockets(
            chattr,
            authenticator,
            ChatSockets.Options.of(secret)
                .replayMax(configuration.replayMax())
                .workers(SOCKET_WORKERS)
                .origins(origins())
                .vocabulary(configuration.vocabulary())
                .engine(EngineOptions.DEFAULTS.withMaxPerSecond(limits.framesPerSecond()))
                .limits(
                    new ChatSockets.Limits(
                        limits.perUser(), limits.perAddress(), limits.unauthenticated()))));
  }

  /** A page of this server's own may always connect. */
  private OriginCheck origins() {
    Set<String> allowed = configuration.allowedOrigins();
    return allowed.contains("*")
        ? OriginCheck.any()
        : OriginCheck.sameHost().or(OriginCheck.oneOf(allowed));
  }

  @Provides
  HttpHandler handler(RestApi rest, ChatSockets sockets, MetricsPage metrics) {
    return new PathHandler(rest)
        .addPrefixPath(ChatSockets.PATH, behindProxies(sockets.handler()))
        .addExactPath(ChatSockets.PLAIN_PATH, behindProxies(sockets.plainHandler()))
        .addExactPath(MetricsPage.PATH, metrics.before(rest));
  }

  private HttpHandler behindProxies(HttpHandler handler) {
    return new BehindProxies(handler, configuration.trustedProxies());
  }
}
