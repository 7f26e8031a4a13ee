package io.chattr.domain.account;

import io.chattr.domain.failure.Requirements;

/**
 * What somebody says of themselves: 1 to {@value #MAX_LENGTH} code points, without outer white
 * space.
 */
public record About(String value) {
  public static final int MAX_LENGTH = 500;

  public About {
    value = Requirements.text("about", value.strip(), MAX_LENGTH);
  }
}
