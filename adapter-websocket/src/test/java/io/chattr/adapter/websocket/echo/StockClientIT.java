package io.chattr.adapter.websocket.echo;

import io.chattr.adapter.websocket.StockClient;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The unmodified npm client against the echo application; its rules stand in stock-client.mjs. */
class StockClientIT {

  @Test
  void the_stock_client_finds_everything_as_it_expects() throws Exception {
    var options = EngineOptions.DEFAULTS.withPings(Duration.ofMillis(200), Duration.ofSeconds(20));
    try (var server =
        new EchoServer(0, "/engine.io", "/socket.io", options, SocketIoOptions.DEFAULTS)) {
      StockClient.finds("stock-client.mjs", server.port());
    }
  }
}
