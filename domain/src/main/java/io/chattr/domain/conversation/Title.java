package io.chattr.domain.conversation;

import io.chattr.domain.failure.Requirements;

/** What a group is called: 1 to {@value #MAX_LENGTH} code points, without outer white space. */
public record Title(String value) {
  public static final int MAX_LENGTH = 100;

  public Title {
    value = Requirements.text("title", value.strip(), MAX_LENGTH);
  }
}
