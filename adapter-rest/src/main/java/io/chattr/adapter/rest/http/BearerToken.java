package io.chattr.adapter.rest.http;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;
import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;
import static io.chattr.domain.failure.AuthenticationProblem.UNAUTHENTICATED;

import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

/** Tokens as HTTP carries them (RFC 6750). */
final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** The token that a request shows. */
  static String require(HttpServerExchange exchange) {
    HeaderValues shown = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
    if (shown == null || !shown.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Rejected(new Unauthenticated(UNAUTHENTICATED));
    }
    if (shown.size() > 1) {
      throw new Rejected(new Unauthenticated(TOKEN_INVALID));
    }
    return shown.getFirst().substring(SCHEME.length()).strip();
  }

  /** What the header {@code WWW-Authenticate} says to a caller who is not known. */
  static String challenge(AuthenticationProblem problem) {
    String realm = "Bearer realm=\"chattr\"";
    return problem == UNAUTHENTICATED || problem == INVALID_CREDENTIALS
        ? realm
        : realm
            + ", error=\"invalid_token\", error_description=\""
            + problem.detail().replace("\"", "")
            + "\"";
  }
}
