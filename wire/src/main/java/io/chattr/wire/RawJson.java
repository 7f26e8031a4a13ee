package io.chattr.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A JSON value that Chattr only relays, as compact text: numbers keep every digit that was sent.
 */
public record RawJson(@JsonValue @JsonRawValue String json) {

  public boolean isText() {
    return json.startsWith("\"");
  }

  public boolean isObject() {
    return json.startsWith("{");
  }
}
