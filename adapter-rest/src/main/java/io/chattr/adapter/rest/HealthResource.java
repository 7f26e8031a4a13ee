package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import java.util.function.BooleanSupplier;

/** {@code /health}: whether the process works, and whether it should be sent requests. */
final class HealthResource {
  private final BooleanSupplier ready;

  HealthResource(BooleanSupplier ready) {
    this.ready = ready;
  }

  record HealthView(String status) {}

  Reply live(Call call) {
    return Reply.ok(new HealthView("up"));
  }

  Reply ready(Call call) {
    return ready.getAsBoolean()
        ? Reply.ok(new HealthView("up"))
        : new Reply.Now(503, new HealthView("down"));
  }
}
