package io.chattr.adapter.websocket.engineio.request;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a {@link PollingRequest} is answered. */
public sealed interface PollingAnswer {

  /** To a GET: what waited for the client. */
  record Frames(List<Frame> frames) implements PollingAnswer {

    public Frames {
      frames = List.copyOf(frames);
    }

    @Override
    public byte[] body() {
      return Payload.encode(frames);
    }
  }

  /** To a POST: all its packets have been taken. */
  record Taken() implements PollingAnswer {

    @Override
    public byte[] body() {
      return "ok".getBytes(StandardCharsets.US_ASCII);
    }
  }

  record Refused(EngineError error) implements PollingAnswer {

    @Override
    public int status() {
      return error.status();
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public byte[] body() {
      return error.json().getBytes(StandardCharsets.UTF_8);
    }
  }

  default int status() {
    return 200;
  }

  default String contentType() {
    return "text/plain; charset=UTF-8";
  }

  /** Made anew by each call. */
  byte[] body();
}
