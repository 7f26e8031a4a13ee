package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.Store;
import java.time.InstantSource;

/** The core with accounts of its own. */
final class CoreModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(InstantSource.class).toInstance(InstantSource.system());
    bind(Closing.class).toInstance(new Closing());
  }

  @Provides
  @Singleton
  ChattrAccounts accounts(
      AccountStore store, PasswordHasher hasher, AccessTokens tokens, InstantSource clock) {
    return new ChattrAccounts(store, hasher, tokens, IdGenerator.timeOrdered(clock), clock);
  }

  @Provides
  @Singleton
  Chattr chattr(Store store, ChattrAccounts accounts, InstantSource clock, Closing closing) {
    return closing.last(Chattr.on(store).directory(accounts.directory()).clock(clock).build());
  }

  @Provides
  Authenticator authenticator(ChattrAccounts accounts) {
    return accounts.authenticator();
  }
}
