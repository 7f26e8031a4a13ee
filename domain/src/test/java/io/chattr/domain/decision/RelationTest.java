package io.chattr.domain.decision;

import static io.chattr.domain.friendship.FriendRequest.Status.ACCEPTED;
import static io.chattr.domain.friendship.FriendRequest.Status.CANCELLED;
import static io.chattr.domain.friendship.FriendRequest.Status.PENDING;
import static io.chattr.domain.friendship.FriendRequest.Status.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.friendship.FriendRequest.Status;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserPair PAIR = UserPair.of(ANN, BEN);
  private static final FriendRequestId ID = new FriendRequestId(new UUID(0, 1));
  private static final FriendRequestId OTHER = new FriendRequestId(new UUID(0, 2));
  private static final Instant NOW = Instant.ofEpochSecond(1);
  private static final FriendRequest ASKED = new FriendRequest(ID, ANN, BEN, PENDING, NOW);
  private static final NotFound NO_REQUEST = new NotFound("friend request");

  @Test
  void a_stranger_may_be_asked() {
    assertThat(Relation.none(PAIR).request(ID, ANN, NOW))
        .isEqualTo(
            change(
                0, ASKED, new FriendRequestSent(BEN, ASKED), new FriendRequestUpdated(ANN, ASKED)));
  }

  @Test
  void asking_again_changes_nothing() {
    assertThat(asked().request(OTHER, ANN, NOW)).isEqualTo(Decision.nothing(ASKED));
  }

  @Test
  void asking_who_has_asked_accepts() {
    assertThat(asked().request(OTHER, BEN, NOW)).isEqualTo(acceptance());
  }

  @Test
  void friends_are_not_asked() {
    assertThat(Refusal.of(() -> friends().request(OTHER, ANN, NOW)))
        .isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> friends().request(OTHER, BEN, NOW)))
        .isInstanceOf(Contradiction.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"REJECTED", "CANCELLED", "ACCEPTED"})
  void who_is_a_stranger_again_may_be_asked_again_by_either(Status past) {
    assertThat(answerOf(strangersAfter(past).request(OTHER, BEN, NOW)))
        .isEqualTo(new FriendRequest(OTHER, BEN, ANN, PENDING, NOW));
    assertThat(answerOf(strangersAfter(past).request(OTHER, ANN, NOW)).sender()).isEqualTo(ANN);
  }

  @Test
  void the_receiver_accepts_and_both_are_told() {
    assertThat(asked().accept(ID, BEN)).isEqualTo(acceptance());
  }

  @Test
  void the_receiver_rejects_and_the_sender_is_told() {
    FriendRequest rejected = ASKED.with(REJECTED);

    assertThat(asked().reject(ID, BEN))
        .isEqualTo(
            change(
                3,
                rejected,
                new FriendRequestRejected(ANN, rejected),
                new FriendRequestUpdated(BEN, rejected)));
  }

  @Test
  void the_sender_takes_the_request_back_and_the_receiver_is_told() {
    FriendRequest cancelled = ASKED.with(CANCELLED);

    assertThat(asked().cancel(ID, ANN))
        .isEqualTo(
            change(
                3,
                cancelled,
                new FriendRequestCancelled(BEN, cancelled),
                new FriendRequestUpdated(ANN, cancelled)));
  }

  @Test
  void nobody_answers_their_own_request_or_takes_back_anothers() {
    assertThat(Refusal.of(() -> asked().accept(ID, ANN))).isEqualTo(NO_REQUEST);
    assertThat(Refusal.of(() -> asked().reject(ID, ANN))).isEqualTo(NO_REQUEST);
    assertThat(Refusal.of(() -> asked().cancel(ID, BEN))).isEqualTo(NO_REQUEST);
  }

  @Test
  void to_a_third_person_the_request_does_not_exist() {
    var cat = new UserId("cat");

    assertThat(Refusal.of(() -> asked().accept(ID, cat))).isEqualTo(NO_REQUEST);
    assertThat(Refusal.of(() -> asked().reject(ID, cat))).isEqualTo(NO_REQUEST);
    assertThat(Refusal.of(() -> asked().cancel(ID, cat))).isEqualTo(NO_REQUEST);
  }

  @Test
  void a_request_that_is_not_the_last_one_cannot_be_answered() {
    assertThat(Refusal.of(() -> asked().accept(OTHER, BEN))).isEqualTo(NO_REQUEST);
    assertThat(Refusal.of(() -> Relation.none(PAIR).reject(ID, BEN))).isEqualTo(NO_REQUEST);
  }

  @Test
  void doing_the_same_again_changes_nothing() {
    assertThat(friends().accept(ID, BEN)).isEqualTo(Decision.nothing(ASKED.with(ACCEPTED)));
    assertThat(strangersAfter(REJECTED).reject(ID, BEN))
        .isEqualTo(Decision.nothing(ASKED.with(REJECTED)));
    assertThat(strangersAfter(CANCELLED).cancel(ID, ANN))
        .isEqualTo(Decision.nothing(ASKED.with(CANCELLED)));
  }

  @Test
  void what_is_no_longer_pending_cannot_be_answered_otherwise() {
    List<Callable<?>> tooLate =
        List.of(
            () -> strangersAfter(REJECTED).accept(ID, BEN),
            () -> strangersAfter(CANCELLED).accept(ID, BEN),
            () -> strangersAfter(ACCEPTED).accept(ID, BEN),
            () -> friends().reject(ID, BEN),
            () -> strangersAfter(CANCELLED).reject(ID, BEN),
            () -> friends().cancel(ID, ANN),
            () -> strangersAfter(REJECTED).cancel(ID, ANN));

    assertThat(tooLate)
        .extracting(Refusal::of)
        .containsOnly((Failure) new Contradiction("This request is no longer pending"));
  }

  @Test
  void either_friend_ends_it_and_both_are_told() {
    assertThat(friends().remove())
        .isEqualTo(
            new Decision.Change<>(
                List.of(new Read(new Subject.OfRelation(PAIR), 3)),
                List.of(new FriendRemoved(ANN, BEN), new FriendRemoved(BEN, ANN)),
                PAIR));
  }

  @Test
  void only_friends_can_part() {
    assertThat(Refusal.of(() -> Relation.none(PAIR).remove())).isEqualTo(new NotFound("friend"));
    assertThat(Refusal.of(() -> asked().remove())).isEqualTo(new NotFound("friend"));
    assertThat(Refusal.of(() -> strangersAfter(ACCEPTED).remove()))
        .isEqualTo(new NotFound("friend"));
  }

  private static Relation asked() {
    return new Relation(PAIR, false, Optional.of(ASKED), Set.of(), 3);
  }

  private static Relation friends() {
    return new Relation(PAIR, true, Optional.of(ASKED.with(ACCEPTED)), Set.of(), 3);
  }

  private static Relation strangersAfter(Status past) {
    return new Relation(PAIR, false, Optional.of(ASKED.with(past)), Set.of(), 3);
  }

  private static Decision<FriendRequest> acceptance() {
    FriendRequest accepted = ASKED.with(ACCEPTED);
    return change(
        3,
        accepted,
        new FriendRequestAccepted(ANN, accepted),
        new FriendRequestAccepted(BEN, accepted));
  }

  private static Decision<FriendRequest> change(
      long version, FriendRequest answer, DomainEvent... events) {
    return new Decision.Change<>(
        List.of(new Read(new Subject.OfRelation(PAIR), version)), List.of(events), answer);
  }

  private static FriendRequest answerOf(Decision<FriendRequest> decision) {
    return ((Decision.Change<FriendRequest>) decision).answer();
  }
}
