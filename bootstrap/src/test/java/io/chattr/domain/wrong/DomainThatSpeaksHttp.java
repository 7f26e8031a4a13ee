package io.chattr.domain.wrong;

import io.undertow.util.Headers;

/** Breaks the rule that the domain knows only Java. */
public final class DomainThatSpeaksHttp {
  public String header() {
    return Headers.ACCEPT_STRING;
  }

  public Headers headers() {
    throw new UnsupportedOperationException();
  }
}
