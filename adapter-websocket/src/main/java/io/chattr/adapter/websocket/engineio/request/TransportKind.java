package io.chattr.adapter.websocket.engineio.request;

import java.util.List;

/** What carries a session (protocol v4, "Transports"). */
public enum TransportKind {
  WEBSOCKET("websocket", List.of());

  private final String parameter;
  private final List<String> upgrades;

  TransportKind(String parameter, List<String> upgrades) {
    this.parameter = parameter;
    this.upgrades = upgrades;
  }

  /** Its name in the query parameter {@code transport}. */
  public String parameter() {
    return parameter;
  }

  /** What a session that begins here may move to. */
  public List<String> upgrades() {
    return upgrades;
  }
}
