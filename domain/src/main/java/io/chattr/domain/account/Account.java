package io.chattr.domain.account;

import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import java.time.Instant;
import java.util.Optional;

/** Somebody who can log in. {@code passwordHash} is in the hasher's own text form. */
public record Account(
    UserId id,
    Username username,
    EmailAddress email,
    String passwordHash,
    Role role,
    Optional<String> displayName,
    Optional<String> about,
    Instant createdAt) {

  public Profile profile() {
    return new Profile(id, username.value(), displayName, about, role, Optional.of(createdAt));
  }

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "Account[" + id + ", " + username.value() + "]";
  }
}
