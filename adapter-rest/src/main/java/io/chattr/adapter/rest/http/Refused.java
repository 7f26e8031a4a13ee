package io.chattr.adapter.rest.http;

import io.chattr.wire.ProblemCode;

/** Says that HTTP itself rules a request out, before the core hears of it. */
@SuppressWarnings("serial") // never serialised
final class Refused extends RuntimeException {
  private final ProblemCode code;
  private final String detail;

  Refused(ProblemCode code, String detail) {
    super(code.code() + ": " + detail, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  ProblemCode code() {
    return code;
  }

  String detail() {
    return detail;
  }
}
