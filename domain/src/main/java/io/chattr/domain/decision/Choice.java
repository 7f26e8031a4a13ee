package io.chattr.domain.decision;

import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.UserSettings;
import java.util.List;

/** What a person chose for themselves, as of {@code version}. */
public record Choice(UserId user, UserSettings settings, long version) {

  /** Of somebody who chose nothing yet. */
  public static Choice none(UserId user) {
    return new Choice(user, UserSettings.defaults(), 0);
  }

  public Decision<UserSettings> change(UserSettings wanted) {
    return wanted.equals(settings)
        ? Decision.nothing(settings)
        : new Decision.Change<>(
            List.of(new Read(new Subject.OfSettings(user), version)),
            List.of(new UserSettingsChanged(user, wanted)),
            wanted);
  }
}
