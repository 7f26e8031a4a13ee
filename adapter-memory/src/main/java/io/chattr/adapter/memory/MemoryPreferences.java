package io.chattr.adapter.memory;

import io.chattr.application.port.Preferences;
import io.chattr.domain.decision.Choice;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class MemoryPreferences implements Preferences {
  private final Tables tables;

  MemoryPreferences(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Choice find(UserId user) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.people.get(user))
                .map(person -> new Choice(user, person.settings, person.settingsVersion))
                .orElseGet(() -> Choice.none(user)));
  }

  @Override
  public Set<UserId> withoutReceipts(Collection<UserId> users) {
    return tables.reading(
        () ->
            users.stream()
                .filter(
                    user -> {
                      Person person = tables.people.get(user);
                      return person != null && !person.settings.readReceipts();
                    })
                .collect(Collectors.toSet()));
  }

  @Override
  public void forget(UserId user) {
    tables.writing(
        () -> {
          Person person = tables.person(user);
          person.hidden.clear();
          person.starred.clear();
          if (person.settings.readReceipts()) {
            person.settingsVersion = 0;
          }
          return person;
        });
  }
}
