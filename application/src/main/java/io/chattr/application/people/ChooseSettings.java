package io.chattr.application.people;

import io.chattr.application.port.Journal;
import io.chattr.application.port.Preferences;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.UserSettings;
import jakarta.inject.Inject;
import java.util.Optional;

/** Somebody chooses something for themselves. */
public final class ChooseSettings {
  private final Preferences preferences;
  private final Journal journal;

  @Inject
  public ChooseSettings(Preferences preferences, Journal journal) {
    this.preferences = preferences;
    this.journal = journal;
  }

  /** What is not given stays as it is. */
  public record Command(UserId user, Optional<Boolean> readReceipts) {}

  public UserSettings of(UserId user) {
    return preferences.find(user).settings();
  }

  public UserSettings handle(Command command) {
    return journal
        .commit(
            () -> {
              var present = preferences.find(command.user());
              return present.change(
                  new UserSettings(
                      command.readReceipts().orElse(present.settings().readReceipts())));
            })
        .value();
  }
}
