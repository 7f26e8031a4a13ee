package io.chattr.application.friendship;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import jakarta.inject.Inject;

/** Somebody looks at their friends and requests. */
public final class ViewFriends {
  private final Relations relations;
  private final ViewPeople people;

  @Inject
  public ViewFriends(Relations relations, ViewPeople people) {
    this.relations = relations;
    this.people = people;
  }

  public Page<Profile> friends(UserId user, PageRequest page) {
    Page<UserId> friends = relations.friends(user, page);
    var profiles = people.profiles(friends.items());
    return friends.map(friend -> profiles.getOrDefault(friend, Profile.bare(friend)));
  }

  public Page<FriendRequest> pending(UserId user, Direction direction, PageRequest page) {
    return relations.pending(user, direction, page);
  }
}
