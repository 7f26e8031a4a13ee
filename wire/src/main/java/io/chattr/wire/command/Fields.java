package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.REQUIRED;

import io.chattr.domain.failure.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks that requests share, made before there is a value of the model that could refuse. */
public final class Fields {
  private Fields() {}

  /** Refuses where a field is missing or null. */
  public static <T> T require(String field, @Nullable T value) {
    if (value == null) {
      throw Rejected.value(field, REQUIRED, "is required");
    }
    return value;
  }

  /** The same for a list and all that is in it. */
  public static <T> List<T> requireAll(String field, @Nullable List<@Nullable T> values) {
    var present = new ArrayList<T>();
    for (T value : require(field, values)) {
      present.add(require(field + "[" + present.size() + "]", value));
    }
    return present;
  }
}
