package io.chattr.bootstrap.config;

import java.util.List;

/** What is wrong with the configuration: everything, not just the first thing. */
@SuppressWarnings("serial") // never serialised
public final class InvalidConfiguration extends RuntimeException {
  private final List<String> problems;

  InvalidConfiguration(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line for each thing to mend. */
  public List<String> problems() {
    return problems;
  }
}
