package io.chattr.adapter.persistence.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a text begins, as a condition that an index serves: a range, which may take in a little more,
 * and a pattern that does not.
 */
record Prefix(String text) {
  private static final int BEFORE_SURROGATES = Character.MIN_SURROGATE - 1;
  private static final int LAST_OF_A_CHAR = Character.MAX_VALUE;

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** SQL, whose names {@link #bindings} binds. */
  String condition(String column) {
    String least = column + " >= :least and " + column + " like :pattern escape '!'";
    return end().isPresent() ? least + " and " + column + " < :end" : least;
  }

  Map<String, String> bindings() {
    var all = new HashMap<String, String>();
    if (!isEmpty()) {
      all.put("least", text);
      all.put("pattern", text.replaceAll("[!%_]", "!$0") + "%");
      end().ifPresent(end -> all.put("end", end));
    }
    return all;
  }

  /** A text behind all that begin so, whether texts are sorted by code point or by char. */
  Optional<String> end() {
    String rest = text;
    while (!rest.isEmpty()) {
      int last = rest.codePointBefore(rest.length());
      rest = rest.substring(0, rest.length() - Character.charCount(last));
      if (last == BEFORE_SURROGATES) {
        return Optional.of(rest + (char) (Character.MAX_SURROGATE + 1));
      }
      if (last != LAST_OF_A_CHAR && last != Character.MAX_CODE_POINT) {
        return Optional.of(rest + Character.toString(last + 1));
      }
    }
    return Optional.empty();
  }
}
