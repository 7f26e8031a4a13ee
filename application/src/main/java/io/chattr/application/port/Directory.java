package io.chattr.application.port;

import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who exists, and what others may know of them: Chattr's own accounts, or the host's users. */
public interface Directory {

  /** The profiles of those of {@code users} who exist. */
  Map<UserId, Profile> profiles(Collection<UserId> users);

  /**
   * Those whom people name by these user names, without regard to case, each under the name as it
   * was given.
   */
  Map<String, UserId> named(Collection<String> usernames);

  /**
   * Those whose user name or display name begins with {@code query}, without regard to case; by
   * user name.
   */
  Page<Profile> search(String query, PageRequest page);

  default Optional<Profile> find(UserId user) {
    return Optional.ofNullable(profiles(List.of(user)).get(user));
  }

  /** For a host that asks nobody: whoever is named exists, and nobody can be found by searching. */
  static Directory ofEveryone() {
    return new Directory() {
      @Override
      public Map<UserId, Profile> profiles(Collection<UserId> users) {
        return users.stream().distinct().collect(Collectors.toMap(user -> user, Profile::bare));
      }

      @Override
      public Map<String, UserId> named(Collection<String> usernames) {
        return usernames.stream()
            .distinct()
            .filter(name -> name.length() <= UserId.MAX_LENGTH)
            .collect(Collectors.toMap(name -> name, UserId::new));
      }

      @Override
      public Page<Profile> search(String query, PageRequest page) {
        return new Page<>(new ArrayList<>(), Optional.empty());
      }
    };
  }
}
