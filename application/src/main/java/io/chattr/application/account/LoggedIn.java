package io.chattr.application.account;

import io.chattr.domain.account.Account;
import io.chattr.domain.identity.SessionId;
import java.time.Duration;

/**
 * A log-in: who, its name, the access token and how long it is good, and the refresh token, good
 * once.
 */
public record LoggedIn(
    Account account,
    SessionId session,
    String accessToken,
    Duration expiresIn,
    String refreshToken) {

  /** Keeps the tokens out of logs. */
  @Override
  public String toString() {
    return "LoggedIn[" + account + "]";
  }
}
