package io.chattr.application.people;

import io.chattr.application.port.Directory;
import io.chattr.application.port.Limit;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody looks at people. */
public final class ViewPeople {
  private static final int MAX_QUERY_LENGTH = 100;

  private final Directory directory;
  private final RateLimiter limiter;

  @Inject
  public ViewPeople(Directory directory, RateLimiter limiter) {
    this.directory = directory;
    this.limiter = limiter;
  }

  /** Empty where the directory knows nobody by that id. */
  public Optional<Profile> find(UserId user) {
    return directory.find(user);
  }

  public Profile require(UserId user) {
    return find(user).orElseThrow(() -> new Rejected(new NotFound("user")));
  }

  /**
   * A profile for each of {@code users}, a bare one where the directory knows nobody by that id.
   */
  public Map<UserId, Profile> profiles(Collection<UserId> users) {
    Map<UserId, Profile> known = directory.profiles(users);
    var all = new LinkedHashMap<UserId, Profile>();
    for (UserId user : users) {
      Profile profile = known.get(user);
      all.put(user, profile == null ? Profile.bare(user) : profile);
    }
    return all;
  }

  /** Those whose names begin with {@code query}; everybody when it is empty. */
  public Page<Profile> search(UserId by, String query, PageRequest page) {
    limiter.acquire(Limit.SEARCHES, by);
    String stripped = query.strip();
    if (!stripped.isEmpty()) {
      Requirements.text("q", stripped, MAX_QUERY_LENGTH);
    }
    return directory.search(stripped, page);
  }
}
