package io.chattr.adapter.memory;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

final class MemoryRelations implements Relations {
  private static final Pattern AGE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Tables tables;

  MemoryRelations(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Relation find(UserPair pair) {
    return tables.reading(() -> tables.relation(pair));
  }

  @Override
  public Optional<FriendRequest> findRequest(FriendRequestId id) {
    return tables.reading(() -> Optional.ofNullable(tables.requests.get(id)));
  }

  @Override
  public Page<UserId> friends(UserId user, PageRequest page) {
    return tables.reading(
        () ->
            Pages.ofTexts(
                tables.relations.values().stream()
                    .filter(Relation::friends)
                    .map(Relation::pair)
                    .filter(pair -> pair.low().equals(user) || pair.high().equals(user))
                    .map(pair -> pair.other(user))
                    .sorted(),
                UserId::value,
                page,
                friend -> friend));
  }

  @Override
  public Page<UserId> blocked(UserId user, PageRequest page) {
    return tables.reading(
        () ->
            Pages.ofTexts(
                tables.relations.values().stream()
                    .filter(relation -> relation.blockedBy().contains(user))
                    .map(relation -> relation.pair().other(user))
                    .sorted(),
                UserId::value,
                page,
                blocked -> blocked));
  }

  @Override
  public Page<FriendRequest> pending(UserId user, Direction direction, PageRequest page) {
    return tables.reading(
        () ->
            Pages.ofTexts(
                tables.requests.values().stream()
                    .filter(FriendRequest::isPending)
                    .filter(request -> side(request, direction).equals(user))
                    .sorted(Comparator.comparing(MemoryRelations::age)),
                MemoryRelations::age,
                known(page),
                request -> request));
  }

  private static UserId side(FriendRequest request, Direction direction) {
    return switch (direction) {
      case INCOMING -> request.receiver();
      case OUTGOING -> request.sender();
    };
  }

  // Ids begin with their time, and differ where times do not; turned over, the newest is first.
  private static String age(FriendRequest request) {
    UUID id = request.id().value();
    return new UUID(~id.getMostSignificantBits(), ~id.getLeastSignificantBits()).toString();
  }

  private static PageRequest known(PageRequest page) {
    if (page.cursor().filter(cursor -> !AGE.matcher(cursor).matches()).isPresent()) {
      throw PageRequest.unknownCursor();
    }
    return page;
  }
}
