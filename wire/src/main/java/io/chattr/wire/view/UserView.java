package io.chattr.wire.view;

import io.chattr.application.presence.Availability;
import io.chattr.domain.account.Account;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person. {@code email} stands only in one's own, {@code presence} where the reader may know. */
public record UserView(
    String id,
    String username,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String about,
    String role,
    @Nullable Instant createdAt,
    @Nullable PresenceView presence) {

  /** As others see them. */
  public static UserView of(Profile profile) {
    return of(profile, null, null);
  }

  /** The same for somebody who may know whether they are there, if there is something to know. */
  public static UserView of(Profile profile, Optional<Availability> availability) {
    return of(profile, null, availability.map(PresenceView::of).orElse(null));
  }

  /** As they see themselves. */
  public static UserView of(Account account) {
    return of(account.profile(), account.email().value(), null);
  }

  private static UserView of(
      Profile profile, @Nullable String email, @Nullable PresenceView presence) {
    return new UserView(
        profile.id().value(),
        profile.username(),
        email,
        profile.displayName().orElse(null),
        profile.about().orElse(null),
        name(profile.role()),
        profile.createdAt().orElse(null),
        presence);
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
