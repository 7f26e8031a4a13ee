package io.chattr.adapter.websocket.engineio;

/** What runs on top of Engine.IO. */
@FunctionalInterface
public interface EngineApplication {

  /** A client has opened {@code connection}; its messages go to the answer. Must not block. */
  EngineListener open(EngineConnection connection);
}
