package io.chattr.domain.decision;

import static io.chattr.domain.friendship.FriendRequest.Status.ACCEPTED;
import static io.chattr.domain.friendship.FriendRequest.Status.CANCELLED;
import static io.chattr.domain.friendship.FriendRequest.Status.PENDING;
import static io.chattr.domain.friendship.FriendRequest.Status.REJECTED;

import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What two people are to each other, as of {@code version}: strangers, one asking the other, or
 * friends. {@code lastRequest} is the newest request between them, whatever became of it. Whoever
 * of them blocks the other is in {@code blockedBy}.
 *
 * <pre>
 * strangers ──request──▶ asked ──accept──▶ friends ──remove──▶ strangers
 *                          └──reject, cancel──▶ strangers
 * </pre>
 */
public record Relation(
    UserPair pair,
    boolean friends,
    Optional<FriendRequest> lastRequest,
    Set<UserId> blockedBy,
    long version) {

  public Relation {
    blockedBy = Set.copyOf(blockedBy);
  }

  /** Of two people between whom nothing ever was. */
  public static Relation none(UserPair pair) {
    return new Relation(pair, false, Optional.empty(), Set.of(), 0);
  }

  /**
   * {@code sender} asks the other one; when they have asked {@code sender} already, this accepts.
   */
  public Decision<FriendRequest> request(FriendRequestId id, UserId sender, Instant now) {
    if (isBlocked()) {
      throw new Rejected(new NotPermitted("send_friend_request"));
    }
    if (friends) {
      throw new Rejected(new Contradiction("You are friends already"));
    }
    Optional<FriendRequest> pending = lastRequest.filter(FriendRequest::isPending);
    if (pending.isPresent()) {
      FriendRequest open = pending.get();
      return open.sender().equals(sender) ? Decision.nothing(open) : accepted(open);
    }
    var request = new FriendRequest(id, sender, pair.other(sender), PENDING, now);
    return change(
        request,
        List.of(
            new FriendRequestSent(request.receiver(), request),
            new FriendRequestUpdated(sender, request)));
  }

  /** The receiver takes the request; doing so again changes nothing. */
  public Decision<FriendRequest> accept(FriendRequestId id, UserId by) {
    FriendRequest request = received(id, by);
    if (request.status() == ACCEPTED && friends) {
      return Decision.nothing(request);
    }
    return accepted(pending(request));
  }

  /** The receiver declines, and only the sender is told. */
  public Decision<FriendRequest> reject(FriendRequestId id, UserId by) {
    FriendRequest request = received(id, by);
    if (request.status() == REJECTED) {
      return Decision.nothing(request);
    }
    FriendRequest rejected = pending(request).with(REJECTED);
    return change(
        rejected,
        List.of(
            new FriendRequestRejected(rejected.sender(), rejected),
            new FriendRequestUpdated(by, rejected)));
  }

  /** The sender takes the request back. */
  public Decision<FriendRequest> cancel(FriendRequestId id, UserId by) {
    FriendRequest request = require(id);
    if (!request.sender().equals(by)) {
      throw missing();
    }
    if (request.status() == CANCELLED) {
      return Decision.nothing(request);
    }
    FriendRequest cancelled = pending(request).with(CANCELLED);
    return change(
        cancelled,
        List.of(
            new FriendRequestCancelled(cancelled.receiver(), cancelled),
            new FriendRequestUpdated(by, cancelled)));
  }

  /** Either one ends the friendship. */
  public Decision<UserPair> remove() {
    if (!friends) {
      throw new Rejected(new NotFound("friend"));
    }
    return change(pair, parting());
  }

  private List<DomainEvent> parting() {
    return List.of(
        new FriendRemoved(pair.low(), pair.high()), new FriendRemoved(pair.high(), pair.low()));
  }

  /** Whether either one blocks the other. */
  public boolean isBlocked() {
    return !blockedBy.isEmpty();
  }

  /**
   * {@code by} wants nothing more to do with the other one: they are friends no more, nobody asks
   * any more, and only {@code by} is told why.
   */
  public Decision<UserPair> block(UserId by) {
    if (blockedBy.contains(by)) {
      return Decision.nothing(pair);
    }
    var events = new ArrayList<DomainEvent>();
    if (friends) {
      events.addAll(parting());
    }
    lastRequest
        .filter(FriendRequest::isPending)
        .map(request -> request.with(CANCELLED))
        .ifPresent(
            cancelled -> {
              events.add(new FriendRequestUpdated(pair.low(), cancelled));
              events.add(new FriendRequestUpdated(pair.high(), cancelled));
            });
    events.add(new BlockChanged(by, pair.other(by), true));
    return change(pair, events);
  }

  public Decision<UserPair> unblock(UserId by) {
    return blockedBy.contains(by)
        ? change(pair, List.of(new BlockChanged(by, pair.other(by), false)))
        : Decision.nothing(pair);
  }

  private Decision<FriendRequest> accepted(FriendRequest open) {
    FriendRequest accepted = open.with(ACCEPTED);
    return change(
        accepted,
        List.of(
            new FriendRequestAccepted(accepted.sender(), accepted),
            new FriendRequestAccepted(accepted.receiver(), accepted)));
  }

  private FriendRequest received(FriendRequestId id, UserId by) {
    FriendRequest request = require(id);
    if (!request.receiver().equals(by)) {
      throw missing();
    }
    return request;
  }

  private FriendRequest require(FriendRequestId id) {
    return lastRequest.filter(request -> request.id().equals(id)).orElseThrow(Relation::missing);
  }

  private static FriendRequest pending(FriendRequest request) {
    if (!request.isPending()) {
      throw new Rejected(new Contradiction("This request is no longer pending"));
    }
    return request;
  }

  private static Rejected missing() {
    return new Rejected(new NotFound("friend request"));
  }

  private <R> Decision<R> change(R answer, List<? extends DomainEvent> events) {
    return new Decision.Change<>(List.of(read()), events, answer);
  }

  Read read() {
    return new Read(new Subject.OfRelation(pair), version);
  }
}
