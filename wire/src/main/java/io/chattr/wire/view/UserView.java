package io.chattr.wire.view;

import io.chattr.domain.account.Account;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person. {@code email} stands only in one's own. */
public record UserView(
    String id,
    String username,
    @Nullable String email,
    @Nullable String displayName,
    @Nullable String about,
    String role,
    @Nullable Instant createdAt) {

  /** As others see them. */
  public static UserView of(Profile profile) {
    return of(profile, null);
  }

  /** As they see themselves. */
  public static UserView of(Account account) {
    return of(account.profile(), account.email().value());
  }

  private static UserView of(Profile profile, @Nullable String email) {
    return new UserView(
        profile.id().value(),
        profile.username(),
        email,
        profile.displayName().orElse(null),
        profile.about().orElse(null),
        name(profile.role()),
        profile.createdAt().orElse(null));
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
