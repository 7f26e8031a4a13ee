package io.chattr.adapter.rest;

import io.chattr.application.port.Page;
import io.chattr.application.presence.Availability;
import io.chattr.application.presence.Presence;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.wire.view.PageView;
import io.chattr.wire.view.UserView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People as somebody sees them: with their presence, where that concerns the reader. */
final class PeopleViews {
  private final Presence presence;

  PeopleViews(Presence presence) {
    this.presence = presence;
  }

  UserView of(UserId reader, Profile profile) {
    return of(profile, presence.of(reader, List.of(profile.id())));
  }

  PageView<UserView> of(UserId reader, Page<Profile> page) {
    var known = presence.of(reader, page.items().stream().map(Profile::id).toList());
    return PageView.of(page, profile -> of(profile, known));
  }

  private static UserView of(Profile profile, Map<UserId, Availability> known) {
    return UserView.of(profile, Optional.ofNullable(known.get(profile.id())));
  }
}
