package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Text;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.RawJson;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message is to hold: one of {@code content}, {@code encrypted} and {@code custom}, or
 * {@code mediaId}, beside which {@code content} is what its sender says about it.
 */
record NewContent(
    @Nullable String content,
    @Nullable RawJson encrypted,
    @Nullable NewCustom custom,
    @Nullable String mediaId) {

  Content read() {
    long given = Stream.of(content, encrypted, custom).filter(one -> one != null).count();
    if (given > 1 || (mediaId != null && (encrypted != null || custom != null))) {
      throw Rejected.value(
          "content",
          INVALID_VALUE,
          "must stand alone or beside mediaId: give one of content, encrypted and custom");
    }
    if (mediaId != null) {
      return new Media(mediaId, Optional.ofNullable(content).map(Text::new));
    }
    if (encrypted != null) {
      return encrypted(encrypted);
    }
    return custom == null ? new Text(Fields.require("content", content)) : custom.read();
  }

  private static Encrypted encrypted(RawJson encrypted) {
    if (!encrypted.isText() && !encrypted.isObject()) {
      throw Rejected.value("encrypted", MALFORMED, "must be a text or an object");
    }
    return new Encrypted(encrypted.json());
  }
}
