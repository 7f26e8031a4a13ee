package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Finding people by how their names begin reads parts of indexes, not the table. */
class SearchPlanTest {
  private static final int PEOPLE = 20_000;

  @Test
  void neither_kind_of_name_is_looked_for_in_the_whole_table() throws SQLException {
    String name = Postgres.create();
    SqlDatabase database = Postgres.at(Postgres.port(), name);
    SqlStore.migrate(database);
    Postgres.execute(
        name,
        """
        insert into chattr_account (id, username, username_key, email, email_key, password_hash,
          role, display_name, display_name_key, created_at)
        select 'id' || n, 'user' || n, 'user' || n, n || '@x.org', n || '@x.org', '', 'USER',
          'D' || n, 'd' || n, 0
        from generate_series(1, %d) n
        """
            .formatted(PEOPLE));
    Postgres.execute(name, "analyze chattr_account");
    try (SqlStore store = SqlStore.open(database);
        Connection watching = Postgres.connect(name)) {
      long before = scans(watching);

      for (int i = 0; i < 20; i++) {
        assertThat(store.accounts().search("D1999", PageRequest.first()).items())
            .extracting(Account::username)
            .hasSize(11);
        assertThat(store.accounts().search("user1999", PageRequest.first()).items()).hasSize(11);
        assertThat(store.accounts().search("", PageRequest.first()).items()).hasSize(50);
      }

      store.close();
      assertThat(scans(watching)).isEqualTo(before);
    }
  }

  private static long scans(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select seq_scan from pg_stat_user_tables where relname = 'chattr_account'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
