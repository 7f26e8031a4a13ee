package io.chattr.bootstrap.wiring;

import com.google.inject.Binder;
import com.google.inject.Module;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.JwtSecret;
import io.chattr.bootstrap.demo.DemoClock;
import java.time.InstantSource;
import java.util.List;

/** Chooses modules from the configuration, so that no module has to choose for itself. */
public final class ChattrModules {
  private ChattrModules() {}

  public static List<Module> of(Configuration configuration) {
    String secret = configuration.jwtSecret().orElseGet(() -> JwtSecret.in(configuration.data()));
    var demoClock = new DemoClock();
    InstantSource clock = configuration.demo() ? demoClock : InstantSource.system();
    return List.of(
        Binder::requireExplicitBindings,
        Binder::requireAtInjectOnConstructors,
        Binder::requireExactBindingAnnotations,
        Binder::disableCircularProxies,
        store(configuration.database(), clock),
        new CoreModule(configuration.rules(), clock),
        new AccountsModule(configuration, secret),
        new SecurityModule(
            secret,
            configuration.accessTokenLifetime(),
            configuration.bcryptCost(),
            configuration.rateLimits()),
        new WebModule(configuration, secret),
        new MetricsModule(configuration.metrics()),
        new DemoModule(demoClock));
  }

  private static Module store(Configuration.Database database, InstantSource clock) {
    return switch (database) {
      case Configuration.Database.Memory memory -> new MemoryStoreModule(clock);
      case Configuration.Database.Sql sql -> new SqlStoreModule(sql.database());
    };
  }
}
