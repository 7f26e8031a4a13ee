package io.chattr.application.friendship;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.people.Profile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Somebody wants nothing to do with somebody: no requests, no direct messages, no presence, either
 * way. Groups stay shared, and the other one is not told.
 */
public final class Block {
  private final Relations relations;
  private final Directory directory;
  private final Journal journal;
  private final ViewPeople people;

  @Inject
  public Block(Relations relations, Directory directory, Journal journal, ViewPeople people) {
    this.relations = relations;
    this.directory = directory;
    this.journal = journal;
    this.people = people;
  }

  /** Blocking again changes nothing. */
  public void block(UserId by, UserId other) {
    UserPair pair = UserPair.of(by, other);
    if (directory.find(other).isEmpty()) {
      throw new Rejected(new NotFound("user"));
    }
    journal.commit(() -> relations.find(pair).block(by));
  }

  /** Harmless where nothing is blocked. */
  public void unblock(UserId by, UserId other) {
    UserPair pair = UserPair.of(by, other);
    journal.commit(() -> relations.find(pair).unblock(by));
  }

  /** Whom {@code user} blocks. */
  public Page<Profile> list(UserId user, PageRequest page) {
    Page<UserId> blocked = relations.blocked(user, page);
    Map<UserId, Profile> profiles = people.profiles(blocked.items());
    List<Profile> known =
        blocked.items().stream().map(id -> profiles.getOrDefault(id, Profile.bare(id))).toList();
    return new Page<>(known, blocked.nextCursor());
  }
}
