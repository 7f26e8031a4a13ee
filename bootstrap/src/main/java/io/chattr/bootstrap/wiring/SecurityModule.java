package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.security.BcryptPasswordHasher;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Tokens by JWT, passwords by bcrypt. */
final class SecurityModule extends AbstractModule {
  private final String secret;
  private final Duration accessTokenLifetime;
  private final int bcryptCost;

  SecurityModule(String secret, Duration accessTokenLifetime, int bcryptCost) {
    this.secret = secret;
    this.accessTokenLifetime = accessTokenLifetime;
    this.bcryptCost = bcryptCost;
  }

  @Provides
  @Singleton
  AccessTokens tokens() {
    return new JjwtAccessTokens(secret.getBytes(StandardCharsets.UTF_8), accessTokenLifetime);
  }

  @Provides
  @Singleton
  PasswordHasher hasher(Closing closing) {
    return closing.last(new BcryptPasswordHasher(bcryptCost));
  }
}
