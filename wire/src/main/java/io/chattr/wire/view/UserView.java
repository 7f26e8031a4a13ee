package io.chattr.wire.view;

import io.chattr.application.presence.Availability;
import io.chattr.domain.account.Account;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.UserSettings;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person. {@code email} and {@code settings} stand only in one's own, {@code presence} where the
 * reader may know.
 */
public record UserView(
    String id,
    String username,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String about,
    String role,
    @Nullable Instant createdAt,
    @Nullable PresenceView presence,
    @Nullable UserSettingsView settings) {

  /** As others see them. */
  public static UserView of(Profile profile) {
    return of(profile, null, null, null);
  }

  /** The same for somebody who may know whether they are there, if there is something to know. */
  public static UserView of(Profile profile, Optional<Availability> availability) {
    return of(profile, null, availability.map(PresenceView::of).orElse(null), null);
  }

  /** As they see themselves. */
  public static UserView of(Account account) {
    return of(account.profile(), account.email().value(), null, null);
  }

  /** As they see themselves, with what they chose. */
  public static UserView of(Account account, UserSettings settings) {
    return of(account.profile(), account.email().value(), null, UserSettingsView.of(settings));
  }

  /** The same where accounts are the host's. */
  public static UserView of(Profile profile, UserSettings settings) {
    return of(profile, null, null, UserSettingsView.of(settings));
  }

  private static UserView of(
      Profile profile,
      @Nullable String email,
      @Nullable PresenceView presence,
      @Nullable UserSettingsView settings) {
    return new UserView(
        profile.id().value(),
        profile.username(),
        email,
        profile.displayName().orElse(null),
        profile.about().orElse(null),
        name(profile.role()),
        profile.createdAt().orElse(null),
        presence,
        settings);
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
