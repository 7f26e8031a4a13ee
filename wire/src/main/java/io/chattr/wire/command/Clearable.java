package io.chattr.wire.command;

import java.util.Optional;

/** A text of a request that, being null or blank, takes away what is there. */
public record Clearable(Optional<String> text) {

  public static Clearable of(String text) {
    return new Clearable(Optional.of(text).filter(given -> !given.isBlank()));
  }

  public static Clearable cleared() {
    return new Clearable(Optional.empty());
  }
}
