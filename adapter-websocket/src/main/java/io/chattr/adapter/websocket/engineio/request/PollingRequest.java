package io.chattr.adapter.websocket.engineio.request;

/** One HTTP request of a session that is carried by polling. */
@FunctionalInterface
public interface PollingRequest {

  /**
   * Answers it, exactly once. Called by any thread, which may hold a lock: hands the answer over
   * and neither blocks nor calls back.
   */
  void answer(PollingAnswer answer);
}
