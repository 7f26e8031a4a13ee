package io.chattr.adapter.persistence;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables of a database to the form that this version needs. */
final class Migrations {
  private static final String FOLDER = "classpath:io/chattr/adapter/persistence/migrations/";

  private Migrations() {}

  static void run(SqlDatabase database) {
    database.makeFolder();
    configuration(database).load().migrate();
  }

  /** Whether nothing is left to do. */
  static boolean areDone(SqlDatabase database) {
    return configuration(database).load().info().pending().length == 0;
  }

  static FluentConfiguration configuration(SqlDatabase database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(FOLDER + "common", FOLDER + database.dialect().migrations())
        .placeholders(database.dialect().placeholders())
        .table("chattr_schema_history")
        // A host's own tables may be there already.
        .baselineOnMigrate(true)
        .baselineVersion("0");
  }
}
