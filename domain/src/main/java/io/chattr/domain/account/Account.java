package io.chattr.domain.account;

import io.chattr.domain.failure.Failure.AccountSuspended;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.Said;
import java.time.Instant;
import java.util.Optional;

/** Somebody who can log in. {@code passwordHash} is in the hasher's own text form. */
public record Account(
    UserId id,
    Username username,
    EmailAddress email,
    String passwordHash,
    Role role,
    AccountState state,
    Optional<String> displayName,
    Optional<String> about,
    Instant createdAt) {

  /** One that is in use. */
  public Account(
      UserId id,
      Username username,
      EmailAddress email,
      String passwordHash,
      Role role,
      Optional<String> displayName,
      Optional<String> about,
      Instant createdAt) {
    this(
        id,
        username,
        email,
        passwordHash,
        role,
        AccountState.ACTIVE,
        displayName,
        about,
        createdAt);
  }

  public Profile profile() {
    return new Profile(id, username.value(), displayName, about, role, Optional.of(createdAt));
  }

  public boolean isActive() {
    return state == AccountState.ACTIVE;
  }

  public boolean isSuspended() {
    return state == AccountState.SUSPENDED;
  }

  /** Refuses while nobody may log in. */
  public void requireUsable() {
    if (isSuspended()) {
      throw new Rejected(new AccountSuspended());
    }
  }

  /** Whether this is somebody who may administer accounts now. */
  public boolean isActiveAdmin() {
    return role == Role.ADMIN && isActive();
  }

  /**
   * The same in another role or state. Refused where nobody would be left to administer.
   *
   * @param activeAdmins how many there are, this one included
   */
  public Account appointed(Role newRole, AccountState newState, long activeAdmins) {
    Account next =
        new Account(
            id, username, email, passwordHash, newRole, newState, displayName, about, createdAt);
    if (isActiveAdmin() && !next.isActiveAdmin() && activeAdmins <= 1) {
      throw new Rejected(new Contradiction("This is the last admin; appoint another one first"));
    }
    return next;
  }

  /**
   * The same from when its owner deletes it. Refused where nobody would be left to administer.
   *
   * @param activeAdmins how many there are, this one included
   */
  public Account deleting(Said said, long activeAdmins) {
    return appointed(role, AccountState.deleting(said), activeAdmins);
  }

  /** The same with another password. */
  public Account withPasswordHash(String newHash) {
    return new Account(id, username, email, newHash, role, state, displayName, about, createdAt);
  }

  /** The same, called something else. */
  public Account withDisplayName(Optional<DisplayName> next) {
    return new Account(
        id,
        username,
        email,
        passwordHash,
        role,
        state,
        next.map(DisplayName::value),
        about,
        createdAt);
  }

  /** The same, saying something else of itself. */
  public Account withAbout(Optional<About> next) {
    return new Account(
        id,
        username,
        email,
        passwordHash,
        role,
        state,
        displayName,
        next.map(About::value),
        createdAt);
  }

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "Account[" + id + ", " + username.value() + "]";
  }
}
