package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.wire.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    return naming(field, () -> new UserId(id));
  }

  /** What {@code reading} makes of a field that the request calls {@code field}. */
  public static <T> T naming(String field, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Rejected rejected) {
      if (rejected.failure() instanceof InvalidValue value) {
        throw Rejected.value(field, value.problem(), value.reason());
      }
      throw rejected;
    }
  }

  /** The key that a command brings along where no header can. */
  static Optional<IdempotencyKey> key(@Nullable String given) {
    return Optional.ofNullable(given)
        .map(key -> naming("idempotencyKey", () -> new IdempotencyKey(key)));
  }

  /** What clients attach, which has to be a JSON object. */
  static Optional<Metadata> metadata(@Nullable RawJson given) {
    if (given != null && !given.isObject()) {
      throw Rejected.value("metadata", MALFORMED, "must be an object");
    }
    return Optional.ofNullable(given).map(metadata -> new Metadata(metadata.json()));
  }

  /** The member of an enumeration that clients call {@code word}: its name in small letters. */
  static <E extends Enum<E>> E word(String field, E[] all, String word) {
    for (E one : all) {
      if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
        return one;
      }
    }
    String words =
        Arrays.stream(all)
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw Rejected.value(field, INVALID_VALUE, "must be one of " + words);
  }

  /** Empty where the field is absent; a permission counts once, however often it is given. */
  static Optional<Permissions> permissions(String field, @Nullable List<@Nullable String> codes) {
    if (codes == null) {
      return Optional.empty();
    }
    Permission[] all = Permission.values();
    if (codes.size() > all.length) {
      throw Rejected.value(field, TOO_LARGE, "must be at most " + all.length + " permissions");
    }
    List<String> given = requireAll(field, codes);
    var permissions = new ArrayList<Permission>();
    for (String code : given) {
      permissions.add(word(field + "[" + permissions.size() + "]", all, code));
    }
    return Optional.of(Permissions.of(permissions));
  }
}
