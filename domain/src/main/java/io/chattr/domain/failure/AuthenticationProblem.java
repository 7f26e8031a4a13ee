package io.chattr.domain.failure;

import java.util.Locale;

/** Why a caller is not known. */
public enum AuthenticationProblem {
  UNAUTHENTICATED("A bearer token is needed"),
  INVALID_CREDENTIALS(
      "These are not the name and password, or the address and token, of an account"),
  TOKEN_INVALID("The token is not one of this server's; log in again"),
  TOKEN_EXPIRED("The token has expired; refresh it"),
  SESSION_REVOKED("This log-in has ended; log in again");

  private final String detail;

  AuthenticationProblem(String detail) {
    this.detail = detail;
  }

  /** Stable name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for people. */
  public String detail() {
    return detail;
  }
}
