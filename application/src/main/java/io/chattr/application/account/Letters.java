package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Limit;
import io.chattr.application.port.Mailer;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Letter;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Writes to those who ask for a letter. Whether there is an account is looked up only after the
 * asker has been answered, so that neither words nor times tell.
 */
final class Letters {
  private static final Logger LOG = System.getLogger(Letters.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Accounts accounts;
  private final Mailer mailer;
  private final RateLimiter limiter;
  private final Executor background;

  Letters(Accounts accounts, Mailer mailer, RateLimiter limiter, Executor background) {
    this.accounts = accounts;
    this.mailer = mailer;
    this.limiter = limiter;
    this.background = background;
  }

  void ask(EmailAddress email, Client client, Function<Account, Letter> letter) {
    client.network().ifPresent(from -> limiter.acquire(Limit.EMAIL_TOKENS, from));
    limiter.acquire(Limit.LETTERS, email.key());
    try {
      background.execute(() -> write(email, letter));
    } catch (RejectedExecutionException tooMany) {
      throw new Rejected(new Overloaded(RETRY_AFTER));
    }
  }

  private void write(EmailAddress email, Function<Account, Letter> letter) {
    try {
      accounts
          .find(email)
          .filter(account -> !account.isSuspended())
          .map(letter)
          .ifPresent(mailer::send);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A letter could not be sent; its reader may ask again", failure);
    }
  }
}
