package io.chattr.bootstrap.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/** Numbers that say how the JVM and Chattr are; asked for when somebody reads them. */
public final class ServerMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** How many sockets are open. */
  public ServerMetrics sockets(Supplier<Number> size) {
    return gauge("chattr.sockets.open", "Sockets that are open", size);
  }

  /** How many requests wait for news. */
  public ServerMetrics waitingPolls(Supplier<Number> waiting) {
    return gauge("chattr.polls.waiting", "Requests that wait for news", waiting);
  }

  /** The position of the newest event; asking for it may block. */
  public ServerMetrics logPosition(Supplier<Number> position) {
    return gauge("chattr.log.position", "Position of the newest event in the log", position);
  }

  /** All of it in the text format of Prometheus; what cannot be told now is {@code NaN}. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private ServerMetrics gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
    return this;
  }
}
