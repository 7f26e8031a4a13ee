package io.chattr.domain.content;

import io.chattr.domain.failure.Requirements;

/** What a member wrote: 1 to {@value #MAX_LENGTH} code points, without outer white space. */
public record Text(String value) implements Content {
  public static final int MAX_LENGTH = 4_000;

  public Text {
    value = Requirements.text("content", value.strip(), MAX_LENGTH);
  }
}
