package io.chattr.adapter.rest.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes connections on which a body does not come to its end in time, however little by little it
 * comes, and whether or not somebody reads it.
 */
final class BodyDeadline {
  private BodyDeadline() {}

  static void set(HttpServerExchange exchange, Duration time) {
    XnioExecutor.Key end =
        exchange
            .getIoThread()
            .executeAfter(
                () -> {
                  if (!exchange.isRequestComplete()) {
                    IoUtils.safeClose(exchange.getConnection());
                  }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    exchange.addExchangeCompleteListener(
        (complete, next) -> {
          end.remove();
          next.proceed();
        });
  }
}
