package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** The same for a list of at most {@code most} people, each of whom counts once. */
  static Set<UserId> requireUsers(String field, @Nullable List<@Nullable String> values, int most) {
    List<String> ids = requireAll(field, values);
    if (ids.size() > most) {
      throw Rejected.value(field, TOO_LARGE, "must be at most " + most + " people");
    }
    var users = new LinkedHashSet<UserId>();
    for (int i = 0; i < ids.size(); i++) {
      users.add(user(field + "[" + i + "]", ids.get(i)));
    }
    return users;
  }

  private static UserId user(String field, String id) {
    try {
      return new UserId(id);
    } catch (Rejected rejected) {
      if (rejected.failure() instanceof InvalidValue value) {
        throw Rejected.value(field, value.problem(), value.reason());
      }
      throw rejected;
    }
  }
}
