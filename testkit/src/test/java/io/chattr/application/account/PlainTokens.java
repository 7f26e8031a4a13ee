package io.chattr.application.account;

import io.chattr.application.port.AccessTokens;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs nothing, and knows what it has issued. */
final class PlainTokens implements AccessTokens {
  private final Map<String, Claims> issued = new ConcurrentHashMap<>();

  @Override
  public String issue(UserId user, SessionId session, Instant now) {
    String token = "token " + Fresh.word();
    issued.put(token, new Claims(user, session, now.plus(lifetime())));
    return token;
  }

  @Override
  public Duration lifetime() {
    return Duration.ofMinutes(15);
  }

  @Override
  public Claims verify(String token, Instant now) {
    Claims claims = issued.get(token);
    if (claims == null) {
      throw new Rejected(new Unauthenticated(AuthenticationProblem.TOKEN_INVALID));
    }
    if (!now.isBefore(claims.expiresAt())) {
      throw new Rejected(new Unauthenticated(AuthenticationProblem.TOKEN_EXPIRED));
    }
    return claims;
  }
}
