package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Mailer;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.mail.OutboxMailer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Accounts of the server's own, and their mail. */
final class AccountsModule extends AbstractModule {
  private static final String OUTBOX = "outbox";
  private static final int WAITING_LETTERS = 1_000;
  private static final int WAITING_ERASURES = 100;

  private final Configuration configuration;
  private final String secret;

  AccountsModule(Configuration configuration, String secret) {
    this.configuration = configuration;
    this.secret = secret;
  }

  @Provides
  @Singleton
  ChattrAccounts accounts(
      AccountStore store,
      PasswordHasher hasher,
      AccessTokens tokens,
      RateLimiter limiter,
      InstantSource clock,
      Closing closing) {
    Mailer mailer = new OutboxMailer(configuration.data().resolve(OUTBOX), clock);
    return ChattrAccounts.on(store, hasher, tokens)
        .clock(clock)
        .limiter(limiter)
        .mailer(mailer, oneByOne("chattr-letters", WAITING_LETTERS, closing))
        .erasing(oneByOne("chattr-erasure", WAITING_ERASURES, closing))
        .secret(secret.getBytes(StandardCharsets.UTF_8))
        .firstIsAdmin(configuration.firstUserIsAdmin())
        .build();
  }

  /** One piece of work after the other; when too many wait, another is refused. */
  private static Executor oneByOne(String name, int waiting, Closing closing) {
    var thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name(name).daemon().factory());
    thread.allowCoreThreadTimeOut(true);
    AutoCloseable ended = thread::shutdown;
    closing.last(ended);
    return thread;
  }

  @Provides
  Authenticator authenticator(ChattrAccounts accounts) {
    return accounts.authenticator();
  }
}
