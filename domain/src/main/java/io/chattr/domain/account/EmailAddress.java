package io.chattr.domain.account;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LONG;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where mail reaches somebody, at most {@value #MAX_LENGTH} characters (RFC 5321 §4.5.3.1.3);
 * unique without regard to case. Only the outline of the form is checked: what exists, a mail alone
 * can tell.
 */
public record EmailAddress(String value) {
  public static final int MAX_LENGTH = 254;
  private static final Pattern FORM =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}.]+(\\.[^\\s@\\p{Cntrl}.]+)+");

  public EmailAddress {
    value = value.strip();
    if (value.isEmpty()) {
      throw Rejected.value("email", REQUIRED, "must not be blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw Rejected.value("email", TOO_LONG, "must be at most " + MAX_LENGTH + " characters");
    }
    Requirements.unicode("email", value);
    if (!FORM.matcher(value).matches()) {
      throw Rejected.value("email", INVALID_VALUE, "is not an e-mail address");
    }
  }

  /** What must be unique. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
