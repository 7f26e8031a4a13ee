package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.rest.RestApi;
import io.chattr.adapter.websocket.chat.ChatSockets;
import io.chattr.application.port.Store;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.metrics.MetricsPage;
import io.chattr.bootstrap.metrics.Readers;
import io.chattr.bootstrap.metrics.ServerMetrics;

/** What those who run the server can watch. */
final class MetricsModule extends AbstractModule {
  private final Configuration.Metrics readers;

  MetricsModule(Configuration.Metrics readers) {
    this.readers = readers;
  }

  @Provides
  @Singleton
  ServerMetrics metrics(RestApi rest, ChatSockets sockets, Store store, Closing closing) {
    return closing.last(
        new ServerMetrics()
            .sockets(sockets::size)
            .waitingPolls(rest::waiting)
            .logPosition(() -> store.journal().head().position()));
  }

  @Provides
  MetricsPage page(ServerMetrics metrics) {
    return new MetricsPage(metrics, Readers.of(readers));
  }
}
