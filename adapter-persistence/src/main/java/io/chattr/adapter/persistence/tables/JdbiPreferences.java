package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Preferences;
import io.chattr.domain.decision.Choice;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.UserSettings;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people chose, as their table has it now; who has no row chose nothing. */
public final class JdbiPreferences implements Preferences {
  private final Tables tables;

  public JdbiPreferences(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Choice find(UserId user) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select read_receipts, version from chattr_user_settings where user_id = :user")
                .bind("user", user.value())
                .map(
                    (row, context) ->
                        new Choice(
                            user,
                            new UserSettings(row.getBoolean("read_receipts")),
                            row.getLong("version")))
                .findOne()
                .orElseGet(() -> Choice.none(user)));
  }

  @Override
  public Set<UserId> withoutReceipts(Collection<UserId> users) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select user_id from chattr_user_settings
                    where user_id = any(:users) and not read_receipts
                    """)
                .bindArray("users", String.class, users.stream().map(UserId::value).toList())
                .mapTo(String.class)
                .map(UserId::new)
                .collect(Collectors.toSet()));
  }

  @Override
  public void forget(UserId user) {
    tables.with(
        handle ->
            Stream.of(
                    "chattr_user_settings where read_receipts and",
                    "chattr_hidden where",
                    "chattr_star where")
                .mapToInt(
                    rows ->
                        handle
                            .createUpdate("delete from " + rows + " user_id = :user")
                            .bind("user", user.value())
                            .execute())
                .sum());
  }
}
