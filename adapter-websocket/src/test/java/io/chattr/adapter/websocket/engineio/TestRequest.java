package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.request.PollingAnswer;
import io.chattr.adapter.websocket.engineio.request.PollingRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A polling request without a network below; its answer counts as written at once or later. */
public final class TestRequest implements PollingRequest {
  private @Nullable PollingAnswer answer;

  @Override
  public void answer(PollingAnswer given) {
    assertThat(answer).describedAs("what was answered before").isNull();
    answer = given;
  }

  public boolean isAnswered() {
    return answer != null;
  }

  /** Its body, after its status where that is not 200; record separators as bars. */
  public String answer() {
    PollingAnswer given = answer;
    if (given == null) {
      return "no answer";
    }
    String body = new String(given.body(), StandardCharsets.UTF_8).replace('\u001e', '|');
    return given.status() == 200 ? body : given.status() + " " + body;
  }
}
