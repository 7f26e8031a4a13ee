package io.chattr.adapter.rest;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.friendship.Befriend;
import io.chattr.application.friendship.ViewFriends;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.command.UserNamed;
import io.chattr.wire.view.FriendRequestView;
import io.chattr.wire.view.PageView;

/** {@code /friend-requests} and {@code /friends} */
final class FriendResource {
  private final Befriend befriend;
  private final ViewFriends viewFriends;
  private final PeopleViews people;

  FriendResource(Befriend befriend, ViewFriends viewFriends, PeopleViews people) {
    this.befriend = befriend;
    this.viewFriends = viewFriends;
    this.people = people;
  }

  Reply request(Call call) {
    var receiver = call.body(UserNamed.class).id();
    Committed<FriendRequest> committed = befriend.request(call.user(), receiver);
    var view = FriendRequestView.of(committed.value());
    // Where the other one has asked before, theirs is accepted, and nothing is new.
    return committed.repeated() || !committed.value().isPending()
        ? Reply.ok(view)
        : Reply.created(view);
  }

  Reply accept(Call call) {
    return Reply.ok(FriendRequestView.of(befriend.accept(id(call), call.user())));
  }

  Reply reject(Call call) {
    return Reply.ok(FriendRequestView.of(befriend.reject(id(call), call.user())));
  }

  Reply cancel(Call call) {
    befriend.cancel(id(call), call.user());
    return Reply.nothing();
  }

  Reply remove(Call call) {
    befriend.remove(call.user(), call.path("userId", "friend", UserId::new));
    return Reply.nothing();
  }

  Reply pending(Call call) {
    return Reply.ok(
        PageView.of(
            viewFriends.pending(call.user(), direction(call), call.page()), FriendRequestView::of));
  }

  Reply friends(Call call) {
    return Reply.ok(people.of(call.user(), viewFriends.friends(call.user(), call.page())));
  }

  private static FriendRequestId id(Call call) {
    return call.path("id", "friend request", FriendRequestId::of);
  }

  private static Direction direction(Call call) {
    return switch (call.query().text("direction").orElse("incoming")) {
      case "incoming" -> Direction.INCOMING;
      case "outgoing" -> Direction.OUTGOING;
      default -> throw Rejected.value("direction", INVALID_VALUE, "must be incoming or outgoing");
    };
  }
}
