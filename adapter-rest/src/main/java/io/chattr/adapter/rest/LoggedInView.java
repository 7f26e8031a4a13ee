package io.chattr.adapter.rest;

import io.chattr.application.account.LoggedIn;
import io.chattr.wire.view.UserView;

/** A log-in. {@code expiresIn} is in seconds. */
record LoggedInView(UserView user, String accessToken, String refreshToken, long expiresIn) {

  static LoggedInView of(LoggedIn login) {
    return new LoggedInView(
        UserView.of(login.account()),
        login.accessToken(),
        login.refreshToken(),
        login.expiresIn().toSeconds());
  }

  /** Keeps the tokens out of logs. */
  @Override
  public String toString() {
    return "LoggedInView[" + user.id() + "]";
  }
}
