package io.chattr.wire;

import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.AccountSuspended;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Failure.Unauthenticated;
import java.util.Locale;

/** Every code that a client can get, with its HTTP status. */
public enum ProblemCode {
  MALFORMED(400, "Malformed request"),
  UNKNOWN_COMMAND(400, "Unknown command"),
  UNAUTHENTICATED(401, "Not authenticated"),
  INVALID_CREDENTIALS(401, "Wrong name or password"),
  TOKEN_INVALID(401, "Token invalid"),
  TOKEN_EXPIRED(401, "Token expired"),
  SESSION_REVOKED(401, "Logged out"),
  NOT_PERMITTED(403, "Not permitted"),
  ACCOUNT_SUSPENDED(403, "Account suspended"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "Request timeout"),
  CONFLICT(409, "Conflict"),
  ALREADY_EXISTS(409, "Already exists"),
  /** A whole request; of a single value see {@link #TOO_LARGE}. */
  BODY_TOO_LARGE(413, "Request too large") {
    @Override
    public String code() {
      return TOO_LARGE.code();
    }
  },
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  REQUIRED(422, "Value required"),
  INVALID_VALUE(422, "Invalid value"),
  TOO_LONG(422, "Value too long"),
  TOO_LARGE(422, "Value too large"),
  RATE_LIMITED(429, "Too many requests"),
  INTERNAL(500, "Internal error"),
  OVERLOADED(503, "Overloaded"),
  OUTCOME_UNKNOWN(503, "Outcome unknown");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The one place where failures get a status. */
  public static ProblemCode of(Failure failure) {
    return switch (failure) {
      case InvalidValue value ->
          switch (value.problem()) {
            case REQUIRED -> REQUIRED;
            case INVALID_VALUE -> INVALID_VALUE;
            case TOO_LONG -> TOO_LONG;
            case TOO_LARGE -> TOO_LARGE;
            case MALFORMED -> MALFORMED;
          };
      case Unauthenticated caller ->
          switch (caller.problem()) {
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case INVALID_CREDENTIALS -> INVALID_CREDENTIALS;
            case TOKEN_INVALID -> TOKEN_INVALID;
            case TOKEN_EXPIRED -> TOKEN_EXPIRED;
            case SESSION_REVOKED -> SESSION_REVOKED;
          };
      case NotPermitted denied -> NOT_PERMITTED;
      case AccountSuspended denied -> ACCOUNT_SUSPENDED;
      case NotFound missing -> NOT_FOUND;
      case AlreadyExists taken -> ALREADY_EXISTS;
      case Contradiction conflict -> CONFLICT;
      case RateLimited busy -> RATE_LIMITED;
      case Overloaded busy -> OVERLOADED;
      case OutcomeUnknown busy -> OUTCOME_UNKNOWN;
    };
  }

  /** Stable name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of HTTP (RFC 9110 §15). */
  public int status() {
    return status;
  }

  /** The same few words for every problem of this code. */
  public String title() {
    return title;
  }
}
