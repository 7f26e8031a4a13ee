package io.chattr.adapter.websocket.engineio;

/**
 * What carries the frames of one {@link EngineConnection}.
 *
 * <p>It pulls: whenever it can write it asks for the {@link EngineConnection#next next} frame,
 * closes when the connection is {@link EngineConnection#over over}, and reads while it {@link
 * EngineConnection#isHearing hears}.
 */
@FunctionalInterface
public interface Transport {

  /** Something of this may have changed. Called by any thread, often, and must not block. */
  void wake();
}
