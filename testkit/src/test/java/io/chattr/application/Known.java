package io.chattr.application;

import io.chattr.application.port.Directory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A directory of a few people. */
public record Known(Set<UserId> people) implements Directory {
  public static Known of(UserId... people) {
    return new Known(Set.of(people));
  }

  @Override
  public Map<UserId, Profile> profiles(Collection<UserId> users) {
    return users.stream()
        .distinct()
        .filter(people::contains)
        .collect(Collectors.toMap(user -> user, Profile::bare));
  }

  @Override
  public Map<String, UserId> named(Collection<String> usernames) {
    return people.stream()
        .filter(user -> usernames.contains(user.value()))
        .collect(Collectors.toMap(UserId::value, user -> user));
  }

  @Override
  public Page<Profile> search(String query, PageRequest page) {
    return new Page<>(
        List.copyOf(
            people.stream()
                .filter(user -> user.value().startsWith(query))
                .sorted()
                .map(Profile::bare)
                .toList()),
        Optional.empty());
  }
}
