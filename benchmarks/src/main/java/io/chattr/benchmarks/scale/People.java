package io.chattr.benchmarks.scale;

import io.chattr.domain.identity.UserId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is in every database that is measured. */
final class People {
  /** Has read all but the last few messages everywhere. */
  static final UserId READER = new UserId("reader");

  /** Is in the busy conversation, and has read nothing of it. */
  static final UserId SLEEPER = new UserId("sleeper");

  private People() {}

  static UserId user(String kind, int number) {
    return new UserId(kind + "-" + number);
  }

  static Set<UserId> users(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> user(kind, number))
        .collect(Collectors.toSet());
  }
}
