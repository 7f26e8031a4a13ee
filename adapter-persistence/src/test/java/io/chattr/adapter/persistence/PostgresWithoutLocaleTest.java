package io.chattr.adapter.persistence;

/** In a database whose own locale knows ASCII alone. */
class PostgresWithoutLocaleTest extends TablesTest {

  @Override
  SqlDatabase empty() {
    return Postgres.at(Postgres.port(), Postgres.create(" template template0 locale 'C'"));
  }

  @Override
  boolean knowsSymbols() {
    return false;
  }
}
