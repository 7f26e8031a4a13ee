package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.wire.ProblemView;

/** What became of a command. */
sealed interface Answer {

  /** For a client that waits for it: its fields go behind those of {@code head}. */
  ObjectNode after(ObjectNode head);

  default JsonNode acknowledgement() {
    return after(JsonNodeFactory.instance.objectNode());
  }

  record Done(JsonNode view) implements Answer {
    @Override
    public ObjectNode after(ObjectNode head) {
      return head.put("ok", true).set("data", view);
    }
  }

  record Failed(ProblemView problem, JsonNode view) implements Answer {
    @Override
    public ObjectNode after(ObjectNode head) {
      return head.put("ok", false).set("problem", view);
    }

    /** For a client that does not wait for the answer: data of the event {@code exception}. */
    ObjectNode exception(String command) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("status", "error")
          .put("code", problem.code())
          .put("message", problem.detail())
          .put("command", command);
    }
  }
}
