package io.chattr.adapter.rest.http;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters behind a path's question mark; unknown ones are passed over. */
public final class Query {
  private final Map<String, List<String>> encoded = new HashMap<>();

  Query(String raw) {
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      PercentEncoding.decodeForm(name)
          .ifPresent(known -> encoded.computeIfAbsent(known, k -> new ArrayList<>()).add(value));
    }
  }

  /** Unicode text; an empty value counts as none. */
  public Optional<String> text(String name) {
    List<String> values = encoded.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw Rejected.value(name, MALFORMED, "must not be given twice");
    }
    if (values.isEmpty() || values.get(0).isEmpty()) {
      return Optional.empty();
    }
    String text =
        PercentEncoding.decodeForm(values.get(0))
            .orElseThrow(() -> Rejected.value(name, MALFORMED, "is not percent-encoded UTF-8"));
    return Optional.of(Requirements.unicode(name, text));
  }

  /** A whole number from 0 on. */
  public Optional<Long> number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("-?[0-9]+")) {
      throw Rejected.value(name, MALFORMED, "must be a whole number");
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= 0) {
        return Optional.of(number);
      }
    } catch (NumberFormatException tooLong) {
      // Answered below, like any other number that is too large or too small.
    }
    throw Rejected.value(name, INVALID_VALUE, "must be from 0 to " + Long.MAX_VALUE);
  }

  /** A number that stands for an amount; what is beyond {@code int} is beyond any bound. */
  public int amount(String name, int otherwise) {
    return number(name).map(given -> (int) Math.min(given, Integer.MAX_VALUE)).orElse(otherwise);
  }

  /** Whether it is {@code true}; without it, it is not. */
  public boolean truth(String name) {
    return switch (text(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Rejected.value(name, MALFORMED, "must be true or false");
    };
  }

  /** A time in ISO-8601 with its offset, or a date, which begins at midnight in UTC. */
  public Optional<Instant> time(String name) {
    return text(name).map(text -> time(name, text));
  }

  private static Instant time(String name, String text) {
    try {
      OffsetDateTime time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
              : OffsetDateTime.parse(text);
      if (time.getYear() >= 0 && time.getYear() <= 9_999) {
        return time.toInstant();
      }
    } catch (DateTimeException malformed) {
      throw Rejected.value(
          name, MALFORMED, "must be a time such as 2026-11-20T10:00:00.000Z, or a date");
    }
    throw Rejected.value(name, INVALID_VALUE, "must be in the years 0 to 9999");
  }
}
