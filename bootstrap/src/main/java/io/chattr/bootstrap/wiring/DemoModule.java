package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.bootstrap.demo.Demo;
import io.chattr.bootstrap.demo.DemoClock;

/** What fills a server that is there to be looked at. */
final class DemoModule extends AbstractModule {
  private final DemoClock clock;

  DemoModule(DemoClock clock) {
    this.clock = clock;
  }

  @Provides
  Demo demo(ChattrAccounts accounts, Chattr chattr) {
    return new Demo(accounts, chattr, clock);
  }
}
