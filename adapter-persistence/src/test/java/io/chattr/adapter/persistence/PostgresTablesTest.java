package io.chattr.adapter.persistence;

class PostgresTablesTest extends TablesTest {

  @Override
  SqlDatabase empty() {
    return Postgres.at(Postgres.port(), Postgres.create());
  }
}
