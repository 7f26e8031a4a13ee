package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Cors;
import io.chattr.adapter.rest.http.HttpApi;
import io.chattr.adapter.rest.http.Route;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.Authenticator;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xnio.Options;

/**
 * Chattr over HTTP: a handler for our own server, or for any other Undertow, whose options should
 * be those of {@link #serverOptions}. It answers every path; whatever else the server has is
 * mounted before it.
 */
public final class RestApi implements HttpHandler, AutoCloseable {
  /** What the paths of all calls but {@code /health} and {@code /openapi.yaml} begin with. */
  public static final String BASE = "/api/v1";

  private final List<Route> routes;
  private final HttpApi api;
  private volatile boolean closed;

  private RestApi(Builder parts) {
    BooleanSupplier ready = () -> !closed && parts.ready.getAsBoolean();
    this.routes = List.copyOf(routes(parts.chattr, parts.accounts, ready));
    var all = new ArrayList<>(routes);
    all.addAll(parts.pages);
    this.api =
        new HttpApi(all, new Cors(parts.origins), parts.authenticator, parts.bounds, parts.proxies);
  }

  /** Begins to build one over {@code chattr}, for callers whom {@code authenticator} knows. */
  public static Builder on(Chattr chattr, Authenticator authenticator) {
    return new Builder(chattr, authenticator);
  }

  /** Begins to build one over {@code chattr}, with Chattr's own accounts. */
  public static Builder on(Chattr chattr, ChattrAccounts accounts) {
    return new Builder(chattr, accounts.authenticator()).accounts(accounts);
  }

  /**
   * Sets what keeps slow and oversized requests from holding a server: the times for a request's
   * head and for a connection without a request, and sizes. A connection may be quiet for longer
   * than {@code sync} waits. Bodies have a deadline of their own, in this handler.
   */
  public static Undertow.Builder serverOptions(Undertow.Builder server) {
    return server
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
        .setServerOption(UndertowOptions.IDLE_TIMEOUT, 120_000)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 32 * 1024)
        .setServerOption(UndertowOptions.MAX_HEADERS, 100)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, 100)
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 8L * 1024 * 1024)
        .setSocketOption(Options.TCP_NODELAY, true)
        .setWorkerThreads(Math.max(64, 8 * Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    api.handleRequest(exchange);
  }

  /** Every call, in the order in which paths are tried; what is no call, such as a page, is not. */
  public List<Route> routes() {
    return routes;
  }

  /** How many requests wait for news. */
  public int waiting() {
    return api.waiting();
  }

  /**
   * Answers the requests that wait, and says that this server should not be sent more; to be called
   * before the server is stopped.
   */
  @Override
  public void close() {
    closed = true;
    api.close();
  }

  private static List<Route> routes(
      Chattr chattr, Optional<ChattrAccounts> accounts, BooleanSupplier isReady) {
    var routes = new ArrayList<Route>();
    var people = new PeopleViews(chattr.presence());
    var me = new MeResource(chattr.viewPeople(), chattr.chooseSettings(), accounts);
    accounts.ifPresent(own -> routes.addAll(AccountRoutes.of(own, me)));

    var exports = new ExportResource(chattr, me, accounts);
    var users = new UserResource(chattr.viewPeople(), people);
    var blocks = new BlockResource(chattr.block());
    var friends = new FriendResource(chattr.befriend(), chattr.viewFriends(), people);
    var sync = new SyncResource(chattr.sync(), chattr.liveEvents());
    var health = new HealthResource(isReady);
    var openApi = new OpenApiResource();
    routes.addAll(
        List.of(
            Route.get(BASE + "/users/me", me::view),
            Route.patch(BASE + "/users/me", me::update),
            Route.get(BASE + "/users/me/export", exports::export)
                .answering(ExportResource.MEDIA_TYPE),
            Route.get(BASE + "/users", users::search),
            Route.get(BASE + "/users/{id}", users::one),
            Route.post(BASE + "/friend-requests", friends::request),
            Route.get(BASE + "/friend-requests", friends::pending),
            Route.post(BASE + "/friend-requests/{id}/accept", friends::accept).withoutBody(),
            Route.post(BASE + "/friend-requests/{id}/reject", friends::reject).withoutBody(),
            Route.delete(BASE + "/friend-requests/{id}", friends::cancel),
            Route.get(BASE + "/friends", friends::friends),
            Route.delete(BASE + "/friends/{userId}", friends::remove),
            Route.get(BASE + "/blocks", blocks::list),
            Route.put(BASE + "/blocks/{userId}", blocks::add),
            Route.delete(BASE + "/blocks/{userId}", blocks::remove),
            Route.get(BASE + "/sync", sync::sync),
            Route.get("/health/live", health::live).withoutToken(),
            Route.get("/health/ready", health::ready).withoutToken(),
            Route.get(OpenApiResource.PATH, openApi::document)
                .withoutToken()
                .answering(OpenApiResource.MEDIA_TYPE)));
    routes.addAll(ConversationRoutes.of(chattr));
    routes.addAll(MessageRoutes.of(chattr));
    return routes;
  }

  /** What a RestApi is made of; all but the first two has a default. */
  public static final class Builder {
    private final Chattr chattr;
    private final Authenticator authenticator;
    private Optional<ChattrAccounts> accounts = Optional.empty();
    private List<String> origins = List.of();
    private List<Route> pages = List.of();
    private BooleanSupplier ready = () -> true;
    private HttpApi.Bounds bounds = HttpApi.Bounds.DEFAULT;
    private int proxies;

    private Builder(Chattr chattr, Authenticator authenticator) {
      this.chattr = chattr;
      this.authenticator = authenticator;
    }

    /** Adds registering and logging in; by default the host does that. */
    public Builder accounts(ChattrAccounts own) {
      this.accounts = Optional.of(own);
      return this;
    }

    /** The web pages that may call, such as {@code https://chat.example}; {@code *} is all. */
    public Builder allowedOrigins(Collection<String> allowed) {
      this.origins = List.copyOf(allowed);
      return this;
    }

    /** Whether the server should be sent requests; asked on a worker thread. */
    public Builder ready(BooleanSupplier asked) {
      this.ready = asked;
      return this;
    }

    /** Adds what is no call of the API, such as a {@link DocsPage}. */
    public Builder pages(Collection<Route> more) {
      this.pages = List.copyOf(more);
      return this;
    }

    /** How much is taken on at the same time. */
    public Builder bounds(HttpApi.Bounds most) {
      this.bounds = most;
      return this;
    }

    /**
     * How many proxies stand between clients and this server, each of which adds to {@code
     * X-Forwarded-For} from where it was called; by default none, and the header is not believed.
     */
    public Builder trustedProxies(int count) {
      this.proxies = count;
      return this;
    }

    public RestApi build() {
      return new RestApi(this);
    }
  }
}
