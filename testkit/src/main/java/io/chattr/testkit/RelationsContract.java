package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.friendship.FriendRequest.Status;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link io.chattr.application.port.Relations} keeps of people and their friends. */
public interface RelationsContract extends StoreUnderTest {
  @Test
  default void between_strangers_there_is_nothing() {
    var pair = UserPair.of(Fresh.person("ann"), Fresh.person("ben"));

    assertThat(store().relations().find(pair)).isEqualTo(Relation.none(pair));
    assertThat(store().relations().findRequest(new FriendRequestId(Fresh.id()))).isEmpty();
  }

  @Test
  default void a_request_is_pending_until_it_is_answered() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");

    FriendRequest request = chat().ask(ann, ben);

    Relation relation = relation(ann, ben);
    assertThat(relation.friends()).isFalse();
    assertThat(relation.lastRequest()).contains(request);
    assertThat(relation.version()).isPositive();
    assertThat(store().relations().findRequest(request.id())).contains(request);
    assertThat(pending(ann, Direction.OUTGOING)).containsExactly(request);
    assertThat(pending(ben, Direction.INCOMING)).containsExactly(request);
    assertThat(pending(ann, Direction.INCOMING)).isEmpty();
    assertThat(pending(ben, Direction.OUTGOING)).isEmpty();
  }

  @Test
  default void an_accepted_request_makes_friends_of_both() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    FriendRequest request = chat.ask(ann, ben);
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    FriendRequest accepted = chat.accept(request);

    assertThat(accepted).isEqualTo(request.with(Status.ACCEPTED));
    assertThat(relation(ann, ben).friends()).isTrue();
    assertThat(friends(ann, 10)).containsExactly(ben);
    assertThat(friends(ben, 10)).containsExactly(ann);
    assertThat(pending(ben, Direction.INCOMING)).isEmpty();
    assertThat(annHears.hears()).containsExactly(new FriendRequestAccepted(ann, accepted));
    assertThat(benHears.hears()).containsExactly(new FriendRequestAccepted(ben, accepted));
  }

  @Test
  default void a_rejected_or_cancelled_request_leaves_strangers_who_may_ask_again() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");

    FriendRequest rejected = chat.reject(chat.ask(ann, ben));
    assertThat(relation(ann, ben).friends()).isFalse();
    assertThat(pending(ben, Direction.INCOMING)).isEmpty();

    FriendRequest cancelled = chat.cancel(chat.ask(ann, ben));
    assertThat(pending(ann, Direction.OUTGOING)).isEmpty();

    FriendRequest third = chat.ask(ben, ann);
    assertThat(relation(ann, ben).lastRequest()).contains(third);
    assertThat(store().relations().findRequest(rejected.id())).contains(rejected);
    assertThat(store().relations().findRequest(cancelled.id())).contains(cancelled);
    assertThat(rejected.status()).isEqualTo(Status.REJECTED);
    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  default void friends_part_and_become_friends_again() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    chat.befriend(ann, ben);
    Ear ear = chat.ear(ben);

    chat.unfriend(ann, ben);
    assertThat(ear.hears()).containsExactly(new FriendRemoved(ben, ann));
    assertThat(friends(ann, 10)).isEmpty();
    assertThat(friends(ben, 10)).isEmpty();

    chat.befriend(ben, ann);
    assertThat(friends(ann, 10)).containsExactly(ben);
  }

  @Test
  default void asking_again_tells_nobody_twice() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    FriendRequest request = chat.ask(ann, ben);
    Ear ear = chat.ear(ben);

    assertThat(chat.ask(ann, ben)).isEqualTo(request);
    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void two_who_ask_each_other_at_once_are_friends_by_one_request() {
    for (int i = 0; i < 10; i++) {
      Chat chat = chat();
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      Ear annHears = chat.ear(ann);
      Ear benHears = chat.ear(ben);

      Race.of(2, runner -> () -> runner == 0 ? chat.ask(ann, ben) : chat.ask(ben, ann));

      FriendRequest request = relation(ann, ben).lastRequest().orElseThrow();
      assertThat(relation(ann, ben).friends()).isTrue();
      assertThat(request.status()).isEqualTo(Status.ACCEPTED);
      Ear asked = request.sender().equals(ann) ? benHears : annHears;
      Ear asking = asked == annHears ? benHears : annHears;
      assertThat(asked.hears())
          .containsExactly(
              new FriendRequestSent(request.receiver(), request),
              new FriendRequestAccepted(request.receiver(), request));
      assertThat(asking.hears())
          .containsExactly(
              new FriendRequestUpdated(request.sender(), request),
              new FriendRequestAccepted(request.sender(), request));
    }
  }

  @Test
  default void of_a_rejection_and_a_cancellation_at_once_one_wins() {
    for (int i = 0; i < 10; i++) {
      Chat chat = chat();
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      FriendRequest request = chat.ask(ann, ben);

      List<Optional<FriendRequest>> answers =
          Race.of(
              2,
              runner ->
                  () -> {
                    try {
                      return Optional.of(runner == 0 ? chat.reject(request) : chat.cancel(request));
                    } catch (Rejected tooLate) {
                      assertThat(tooLate.failure()).isInstanceOf(Contradiction.class);
                      return Optional.<FriendRequest>empty();
                    }
                  });

      assertThat(answers).containsOnlyOnce(Optional.empty());
      assertThat(answers).contains(store().relations().findRequest(request.id()));
      assertThat(pending(ben, Direction.INCOMING)).isEmpty();
    }
  }

  @Test
  default void friends_are_listed_by_id_page_by_page() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var friends = new ArrayList<UserId>();
    for (int i = 0; i < 7; i++) {
      // Some sort before her, some behind.
      var friend = Fresh.person(i % 2 == 0 ? "aaa" : "zoe");
      chat.befriend(i % 3 == 0 ? ann : friend, i % 3 == 0 ? friend : ann);
      friends.add(friend);
    }
    chat.ask(ann, Fresh.person("pending"));
    friends.sort(UserId::compareTo);

    assertThat(friends(ann, 3)).isEqualTo(friends);
    assertThat(friends(ann, 7)).isEqualTo(friends);
    assertThat(friends(ann, 1)).isEqualTo(friends);
  }

  @Test
  default void pending_requests_are_listed_newest_first_page_by_page() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var incoming = new ArrayList<FriendRequest>();
    var outgoing = new ArrayList<FriendRequest>();
    for (int i = 0; i < 5; i++) {
      incoming.add(0, chat.ask(Fresh.person("ben"), ann));
      outgoing.add(0, chat.ask(ann, Fresh.person("cat")));
      Fresh.millisecond();
    }
    chat.cancel(outgoing.remove(2));
    chat.reject(incoming.remove(2));

    assertThat(all(page -> store().relations().pending(ann, Direction.INCOMING, page), 2))
        .isEqualTo(incoming);
    assertThat(all(page -> store().relations().pending(ann, Direction.OUTGOING, page), 2))
        .isEqualTo(outgoing);
  }

  @Test
  default void requests_of_one_and_the_same_moment_are_all_listed_once() {
    var ann = Fresh.person("ann");
    UUID first = Fresh.id();
    var incoming = new ArrayList<FriendRequest>();
    for (int i = 0; i < 5; i++) {
      var id =
          new FriendRequestId(
              new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() ^ i));
      var ben = Fresh.person("ben");
      incoming.add(
          store()
              .journal()
              .commit(() -> relation(ann, ben).request(id, ben, Instant.ofEpochSecond(1)))
              .value());
    }

    assertThat(all(page -> store().relations().pending(ann, Direction.INCOMING, page), 2))
        .containsExactlyInAnyOrderElementsOf(incoming);
  }

  @Test
  default void a_cursor_that_no_page_of_requests_gave_is_refused() {
    var ann = Fresh.person("ann");
    chat().ask(ann, Fresh.person("ben"));

    assertThat(
            refusal(
                () ->
                    store()
                        .relations()
                        .pending(
                            ann,
                            Direction.OUTGOING,
                            new PageRequest(Optional.of("not a cursor"), 10))))
        .isEqualTo(PageRequest.unknownCursor().failure());
  }

  private Relation relation(UserId one, UserId other) {
    return store().relations().find(UserPair.of(one, other));
  }

  private List<UserId> friends(UserId user, int limit) {
    return all(page -> store().relations().friends(user, page), limit);
  }

  private List<FriendRequest> pending(UserId user, Direction direction) {
    return all(page -> store().relations().pending(user, direction, page), 10);
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit) {
    var all = new ArrayList<T>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<T> page = list.apply(new PageRequest(cursor, limit));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }
}
