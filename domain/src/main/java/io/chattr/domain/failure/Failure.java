package io.chattr.domain.failure;

import java.time.Duration;

/** Why Chattr declined a request, as data: what the caller can know and act upon. */
public sealed interface Failure {

  /** What was sent cannot be accepted, whoever sends it. */
  sealed interface Invalid extends Failure {}

  /** The caller has not shown who they are. */
  sealed interface Unknown extends Failure {}

  /** The caller is known and may not do this. */
  sealed interface Denied extends Failure {}

  /** What was named does not exist, as far as the caller may know. */
  sealed interface Missing extends Failure {}

  /** What was asked contradicts what already is. */
  sealed interface Conflict extends Failure {}

  /** Not now: the same request may succeed after {@link #retryAfter()}. */
  sealed interface Busy extends Failure {
    Duration retryAfter();
  }

  /** One field of a request holds what it must not. {@code reason} continues "the field …". */
  record InvalidValue(String field, ValueProblem problem, String reason) implements Invalid {}

  /** No proof, or no valid proof, of who is calling. */
  record Unauthenticated(AuthenticationProblem problem) implements Unknown {}

  /** A member lacks the permission, named as on the wire. */
  record NotPermitted(String action) implements Denied {}

  /** Shown to those who have proven that the account is theirs. */
  record AccountSuspended() implements Denied {}

  /** Also the answer to those who may not know that it exists. */
  record NotFound(String what) implements Missing {}

  /** {@code what} names the field whose value is taken. */
  record AlreadyExists(String what) implements Conflict {}

  /** The state of things, or an earlier command under the same id, rules this out. */
  record Contradiction(String reason) implements Conflict {}

  /** Too many requests of this kind from this caller. */
  record RateLimited(Duration retryAfter) implements Busy {}

  /** The server has more to do than it can take; nothing was done. */
  record Overloaded(Duration retryAfter) implements Busy {}

  /** It may or may not have been done: repeat it under the same id to learn which. */
  record OutcomeUnknown(Duration retryAfter) implements Busy {}

  /** Stable name for clients and metrics, snake_case; never changes once released. */
  default String code() {
    return switch (this) {
      case InvalidValue failure -> failure.problem().code();
      case Unauthenticated failure -> failure.problem().code();
      case NotPermitted failure -> "not_permitted";
      case AccountSuspended failure -> "account_suspended";
      case NotFound failure -> "not_found";
      case AlreadyExists failure -> "already_exists";
      case Contradiction failure -> "conflict";
      case RateLimited failure -> "rate_limited";
      case Overloaded failure -> "overloaded";
      case OutcomeUnknown failure -> "outcome_unknown";
    };
  }

  /** One sentence for people: what was wrong, and what to do where that helps. */
  default String detail() {
    return switch (this) {
      case InvalidValue failure -> failure.field() + " " + failure.reason();
      case Unauthenticated failure -> failure.problem().detail();
      case NotPermitted failure -> "You lack the permission to " + failure.action() + " here";
      case AccountSuspended failure -> "This account is suspended; ask those who run this server";
      case NotFound failure -> "There is no such " + failure.what();
      case AlreadyExists failure -> "This " + failure.what() + " is taken";
      case Contradiction failure -> failure.reason();
      case RateLimited failure -> "Too many requests; try again after " + seconds(failure);
      case Overloaded failure -> "The server is overloaded; try again after " + seconds(failure);
      case OutcomeUnknown failure ->
          "It is not known whether this was done; repeat it with the same id after "
              + seconds(failure);
    };
  }

  private static String seconds(Busy busy) {
    return Math.max(1, busy.retryAfter().toSeconds()) + " s";
  }
}
