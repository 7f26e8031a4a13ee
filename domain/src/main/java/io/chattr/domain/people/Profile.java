package io.chattr.domain.people;

import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** What others may know of a person. */
public record Profile(
    UserId id,
    String username,
    Optional<String> displayName,
    Optional<String> about,
    Role role,
    Optional<Instant> createdAt) {

  /** Of somebody of whom no more than the id is known. */
  public static Profile bare(UserId id) {
    return new Profile(
        id, id.value(), Optional.empty(), Optional.empty(), Role.USER, Optional.empty());
  }
}
