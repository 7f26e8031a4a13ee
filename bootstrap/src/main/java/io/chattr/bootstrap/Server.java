package io.chattr.bootstrap;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import io.chattr.adapter.rest.RestApi;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.Store;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.demo.Demo;
import io.chattr.bootstrap.wiring.ChattrModules;
import io.chattr.bootstrap.wiring.Closing;
import io.chattr.domain.failure.Rejected;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;

/** The running server: everything wired, listening, and closed in order at the end. */
final class Server implements AutoCloseable {
  private final Undertow undertow;
  private final Housekeeping housekeeping;
  private final Closing closing;

  private Server(Undertow undertow, Housekeeping housekeeping, Closing closing) {
    this.undertow = undertow;
    this.housekeeping = housekeeping;
    this.closing = closing;
  }

  static Server start(Configuration configuration) {
    Injector injector = Guice.createInjector(modules(configuration));
    Closing closing = injector.getInstance(Closing.class);
    try {
      HttpHandler handler = injector.getInstance(HttpHandler.class);
      if (configuration.demo()) {
        begin(injector.getInstance(Demo.class));
      }
      Undertow undertow =
          RestApi.serverOptions(Undertow.builder())
              .addHttpListener(configuration.port(), configuration.host(), handler)
              .build();
      listen(undertow, configuration.port());
      var housekeeping =
          new Housekeeping(
              injector.getInstance(Store.class).journal(),
              injector.getInstance(ChattrAccounts.class),
              configuration.logRetention());
      return new Server(undertow, housekeeping, closing);
    } catch (CreationException | ProvisionException failure) {
      closing.close();
      throw CannotStart.because(failure);
    } catch (RuntimeException failure) {
      closing.close();
      throw failure;
    }
  }

  private static void begin(Demo demo) {
    try {
      demo.begin();
    } catch (Rejected refused) {
      throw new CannotStart(
          "the demo needs a database of its own, and rules as they are by default; "
              + refused.getMessage(),
          refused);
    }
  }

  private static List<Module> modules(Configuration configuration) {
    try {
      return ChattrModules.of(configuration);
    } catch (UncheckedIOException unusable) {
      throw new CannotStart(
          unusable.getMessage() + " (" + unusable.getCause() + "); set CHATTR_DATA to a folder",
          unusable);
    }
  }

  private static void listen(Undertow undertow, int port) {
    try {
      undertow.start();
    } catch (RuntimeException failure) {
      if (CannotStart.causes(failure).anyMatch(BindException.class::isInstance)) {
        throw new CannotStart(
            "port " + port + " is in use; stop the other program, or set PORT", failure);
      }
      throw failure;
    }
  }

  /** Where it listens. */
  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  @Override
  public void close() {
    housekeeping.close();
    // What waits is answered and sockets are told to come back, before nobody listens any more.
    closing.close();
    undertow.stop();
  }
}
