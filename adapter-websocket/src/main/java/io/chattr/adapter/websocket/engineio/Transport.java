package io.chattr.adapter.websocket.engineio;

/**
 * A channel that carries one packet in each frame.
 *
 * <p>It pulls: whenever it can write it asks its link for the {@link WebSocketLink#next next}
 * frame, closes when the link is {@link WebSocketLink#over over}, and reads while it {@link
 * WebSocketLink#isHearing hears}.
 */
@FunctionalInterface
public interface Transport {

  /** Something of this may have changed. Called by any thread, often, and must not block. */
  void wake();
}
