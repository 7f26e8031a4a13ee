package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.RateLimiter;
import io.chattr.application.port.Store;
import io.chattr.domain.decision.HouseRules;
import java.time.InstantSource;

/** The core, over the accounts as its directory. */
final class CoreModule extends AbstractModule {
  private final HouseRules rules;
  private final InstantSource clock;

  CoreModule(HouseRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(clock);
    bind(Closing.class).toInstance(new Closing());
  }

  @Provides
  @Singleton
  Chattr chattr(
      Store store,
      ChattrAccounts accounts,
      RateLimiter limiter,
      InstantSource clock,
      Closing closing) {
    Chattr chattr =
        closing.last(
            Chattr.on(store)
                .directory(accounts.directory())
                .limiter(limiter)
                .rules(rules)
                .clock(clock)
                .build());
    accounts.onProfileChange(chattr.announceProfile()::handle);
    accounts.onErasure(chattr.erasePerson()::handle);
    return chattr;
  }
}
