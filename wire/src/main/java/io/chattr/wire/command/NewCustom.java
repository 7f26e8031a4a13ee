package io.chattr.wire.command;

import io.chattr.domain.content.Custom;
import io.chattr.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** What the host's own clients understand. */
public record NewCustom(@Nullable String type, @Nullable RawJson body) {

  Custom read() {
    return new Custom(
        Fields.require("custom.type", type), Fields.require("custom.body", body).json());
  }
}
