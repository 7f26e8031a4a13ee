package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.domain.failure.Rejected;
import java.util.Arrays;
import java.util.Optional;

/** The names in which a client speaks and is spoken to. */
public enum Vocabulary {
  NATIVE("native"),
  CAMEL_CASE("camelCase"),

  /** Nobody knows yet: the client is told everything in both, and its first command decides. */
  AUTO("auto");

  private final String word;

  Vocabulary(String word) {
    this.word = word;
  }

  /** Its name on the wire. */
  public String word() {
    return word;
  }

  public static Optional<Vocabulary> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** What a client says that it speaks; refused where that is none. */
  static Vocabulary require(JsonNode word) {
    return Optional.of(word)
        .filter(JsonNode::isTextual)
        .flatMap(text -> of(text.textValue()))
        .orElseThrow(
            () -> Rejected.value("vocabulary", INVALID_VALUE, "must be native, camelCase or auto"));
  }
}
