package io.chattr.adapter.websocket.engineio.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What carries a session (protocol v4, "Transports"). */
public enum TransportKind {
  POLLING("polling", List.of("websocket")),
  WEBSOCKET("websocket", List.of());

  private final String parameter;
  private final List<String> upgrades;

  TransportKind(String parameter, List<String> upgrades) {
    this.parameter = parameter;
    this.upgrades = upgrades;
  }

  static @Nullable TransportKind of(@Nullable String parameter) {
    for (TransportKind kind : values()) {
      if (kind.parameter.equals(parameter)) {
        return kind;
      }
    }
    return null;
  }

  /** What a session that begins here may move to. */
  public List<String> upgrades() {
    return upgrades;
  }
}
