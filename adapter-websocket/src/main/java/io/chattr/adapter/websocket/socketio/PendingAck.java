package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An answer that the server waits for; compared by identity. */
final class PendingAck {
  private final long deadline;
  private final CompletableFuture<List<JsonNode>> answer;

  PendingAck(long deadline, CompletableFuture<List<JsonNode>> answer) {
    this.deadline = deadline;
    this.answer = answer;
  }

  long deadline() {
    return deadline;
  }

  CompletableFuture<List<JsonNode>> answer() {
    return answer;
  }
}
