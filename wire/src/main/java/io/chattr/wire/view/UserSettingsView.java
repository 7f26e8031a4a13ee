package io.chattr.wire.view;

import io.chattr.domain.people.UserSettings;

/** What somebody chose for themselves. */
public record UserSettingsView(boolean readReceipts) {

  public static UserSettingsView of(UserSettings settings) {
    return new UserSettingsView(settings.readReceipts());
  }
}
