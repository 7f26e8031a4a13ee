package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.security.BcryptPasswordHasher;
import io.chattr.adapter.security.Bucket4jRateLimiter;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/** Tokens by JWT, passwords by bcrypt, limits by token buckets. */
final class SecurityModule extends AbstractModule {
  private final String secret;
  private final Duration accessTokenLifetime;
  private final int bcryptCost;
  private final boolean rateLimits;

  SecurityModule(String secret, Duration accessTokenLifetime, int bcryptCost, boolean rateLimits) {
    this.secret = secret;
    this.accessTokenLifetime = accessTokenLifetime;
    this.bcryptCost = bcryptCost;
    this.rateLimits = rateLimits;
  }

  @Provides
  @Singleton
  AccessTokens tokens() {
    return new JjwtAccessTokens(secret.getBytes(StandardCharsets.UTF_8), accessTokenLifetime);
  }

  @Provides
  @Singleton
  RateLimiter limiter(InstantSource clock) {
    return rateLimits ? new Bucket4jRateLimiter(clock) : RateLimiter.unlimited();
  }

  @Provides
  @Singleton
  PasswordHasher hasher(Closing closing) {
    return closing.last(new BcryptPasswordHasher(bcryptCost));
  }
}
