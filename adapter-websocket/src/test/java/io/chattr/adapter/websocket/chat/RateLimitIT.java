package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Limit;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** On a socket, who does too much is told when to come back. */
class RateLimitIT {
  private final AtomicBoolean tooMuch = new AtomicBoolean();
  private final RateLimiter limiter =
      (limit, who) -> {
        if (tooMuch.get() && limit == Limit.MESSAGES) {
          throw new Rejected(new RateLimited(Duration.ofSeconds(7)));
        }
      };

  @Test
  void a_message_too_many_is_refused_with_the_seconds_to_wait_and_the_socket_stays() {
    UserId ann = Fresh.person("ann");
    UserId ben = Fresh.person("ben");
    try (var server =
        ChatServer.start(
            ChatServer.Setup.over(new MemoryStore()).chattr(chattr -> chattr.limiter(limiter)))) {
      ConversationId room = server.direct(ann, ben).id();
      ChatClient client =
          server.open().connects(ChatClient.JSON.createObjectNode().put("token", ann.value()));
      client.isLetIn();
      String message = "{\"conversationId\":\"" + room + "\",\"content\":\"hello\"}";

      tooMuch.set(true);
      JsonNode refused = client.asks("send_message", message);
      tooMuch.set(false);
      JsonNode sent = client.asks("send_message", message);

      assertThat(refused.get("ok").booleanValue()).isFalse();
      assertThat(refused.at("/problem/code").asText()).isEqualTo("rate_limited");
      assertThat(refused.at("/problem/status").asInt()).isEqualTo(429);
      assertThat(refused.at("/problem/retryAfter").asInt()).isEqualTo(7);
      assertThat(sent.get("ok").booleanValue()).isTrue();
    }
  }
}
