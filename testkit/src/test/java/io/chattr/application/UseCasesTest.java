package io.chattr.application;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.conversation.OpenConversation.Command.Direct;
import io.chattr.application.conversation.OpenConversation.Command.Group;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.MarkMessages.Target;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Committed;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import io.chattr.testkit.fixture.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UseCasesTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final UserId NOBODY = new UserId("nobody");
  private static final Failure NO_CONVERSATION = new NotFound("conversation");
  private static final Failure NO_USER = new NotFound("user");

  private final Chattr chattr =
      Chattr.on(new MemoryStore())
          .directory(Known.of(ANN, BEN, CAT))
          .policy(
              draft -> {
                if (draft.content().equals(new Text("swear"))) {
                  throw new Rejected(new NotPermitted("swear"));
                }
              })
          .build();

  @AfterEach
  void close() {
    chattr.close();
  }

  @Test
  void a_stranger_may_not_post_and_learns_nothing() {
    ConversationId room = direct(ANN, BEN);

    assertThat(refusal(() -> post(CAT, room, "hello"))).isEqualTo(NO_CONVERSATION);
    assertThat(refusal(() -> post(CAT, nowhere(), "hello"))).isEqualTo(NO_CONVERSATION);
  }

  @Test
  void who_was_removed_may_not_post_any_more() {
    ConversationId room = group(ANN, BEN);
    chattr.changeMembers().remove(ANN, room, BEN);

    assertThat(refusal(() -> post(BEN, room, "hello"))).isEqualTo(NO_CONVERSATION);
  }

  @Test
  void the_hosts_policy_has_its_say_before_a_message_is_stored() {
    ConversationId room = direct(ANN, BEN);

    assertThat(refusal(() -> post(ANN, room, "swear"))).isEqualTo(new NotPermitted("swear"));
    assertThat(post(ANN, room, "please").seq()).isEqualTo(1);
  }

  @Test
  void a_direct_conversation_is_opened_once_and_answered_again() {
    Committed<Conversation> first = chattr.openConversation().handle(new Direct(ANN, BEN));
    Committed<Conversation> again = chattr.openConversation().handle(new Direct(BEN, ANN));

    assertThat(first.repeated()).isFalse();
    assertThat(again).isEqualTo(new Committed<>(first.value(), true));
  }

  @Test
  void nobody_opens_a_conversation_with_who_does_not_exist_or_with_themselves() {
    assertThat(refusal(() -> chattr.openConversation().handle(new Direct(ANN, NOBODY))))
        .isEqualTo(NO_USER);
    assertThat(
            refusal(
                () ->
                    chattr
                        .openConversation()
                        .handle(new Group(ANN, new Title("Crew"), Set.of(BEN, NOBODY)))))
        .isEqualTo(NO_USER);
    assertThat(refusal(() -> chattr.openConversation().handle(new Direct(ANN, ANN))))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void every_group_is_a_new_one() {
    var command = new Group(ANN, new Title("Crew"), Set.of(BEN));

    Committed<Conversation> first = chattr.openConversation().handle(command);
    Committed<Conversation> second = chattr.openConversation().handle(command);

    assertThat(first.repeated()).isFalse();
    assertThat(second.repeated()).isFalse();
    assertThat(second.value().id()).isNotEqualTo(first.value().id());
  }

  @Test
  void who_does_not_exist_is_not_brought_into_a_group() {
    ConversationId room = group(ANN, BEN);

    assertThat(refusal(() -> chattr.changeMembers().add(ANN, room, NOBODY))).isEqualTo(NO_USER);
    assertThat(refusal(() -> chattr.changeMembers().add(BEN, room, CAT)))
        .isEqualTo(new NotPermitted("add_members"));
    assertThat(refusal(() -> chattr.changeMembers().add(CAT, room, CAT)))
        .isEqualTo(NO_CONVERSATION);
    assertThat(refusal(() -> chattr.changeMembers().remove(ANN, nowhere(), BEN)))
        .isEqualTo(NO_CONVERSATION);
  }

  @Test
  void a_member_says_how_far_they_have_come_by_message_or_by_seq() {
    ConversationId room = direct(ANN, BEN);
    Message first = post(ANN, room, "one");
    post(ANN, room, "two");

    assertThat(mark(BEN, new Target.ById(first.id()), Mark.DELIVERED))
        .isEqualTo(new Watermarks(1, 0));
    assertThat(mark(BEN, new Target.BySeq(room, 2), Mark.READ)).isEqualTo(new Watermarks(2, 2));
    assertThat(mark(BEN, new Target.ById(first.id()), Mark.READ)).isEqualTo(new Watermarks(2, 2));
  }

  @Test
  void nobody_marks_what_they_may_not_see_or_what_is_not_there() {
    ConversationId room = direct(ANN, BEN);
    Message message = post(ANN, room, "hello");
    var noMessage = new NotFound("message");

    assertThat(refusal(() -> mark(CAT, new Target.ById(message.id()), Mark.READ)))
        .isEqualTo(noMessage);
    assertThat(refusal(() -> mark(CAT, new Target.BySeq(room, 1), Mark.READ)))
        .isEqualTo(NO_CONVERSATION);
    assertThat(refusal(() -> mark(BEN, new Target.BySeq(room, 2), Mark.READ))).isEqualTo(noMessage);
    assertThat(refusal(() -> mark(BEN, new Target.BySeq(room, 0), Mark.READ))).isEqualTo(noMessage);
    assertThat(refusal(() -> mark(BEN, new Target.ById(new MessageId(Fresh.id())), Mark.DELIVERED)))
        .isEqualTo(noMessage);
  }

  @Test
  void a_stranger_does_not_see_a_conversation() {
    ConversationId room = direct(ANN, BEN);

    assertThat(refusal(() -> chattr.viewConversations().require(CAT, room)))
        .isEqualTo(NO_CONVERSATION);
    assertThat(chattr.viewConversations().list(CAT, PageRequest.first()).items()).isEmpty();
    assertThat(chattr.viewConversations().require(BEN, room).conversation().id()).isEqualTo(room);
  }

  @Test
  void people_ask_each_other_to_be_friends() {
    FriendRequest request = chattr.befriend().request(ANN, BEN).value();
    assertThat(chattr.viewFriends().pending(BEN, Direction.INCOMING, PageRequest.first()).items())
        .containsExactly(request);

    chattr.befriend().accept(request.id(), BEN);
    assertThat(chattr.viewFriends().friends(ANN, PageRequest.first()).items())
        .containsExactly(Profile.bare(BEN));

    chattr.befriend().remove(ANN, BEN);
    assertThat(chattr.viewFriends().friends(BEN, PageRequest.first()).items()).isEmpty();
  }

  @Test
  void requests_that_cannot_be_are_refused() {
    FriendRequest request = chattr.befriend().request(ANN, BEN).value();

    assertThat(refusal(() -> chattr.befriend().request(ANN, NOBODY))).isEqualTo(NO_USER);
    assertThat(refusal(() -> chattr.befriend().request(ANN, ANN))).isInstanceOf(InvalidValue.class);
    assertThat(refusal(() -> chattr.befriend().accept(new FriendRequestId(Fresh.id()), BEN)))
        .isEqualTo(new NotFound("friend request"));
    assertThat(refusal(() -> chattr.befriend().accept(request.id(), CAT)))
        .isEqualTo(new NotFound("friend request"));
    assertThat(refusal(() -> chattr.befriend().remove(ANN, CAT))).isEqualTo(new NotFound("friend"));
  }

  @Test
  void messages_friend_requests_and_searches_are_limited_by_account() {
    var tooMuch = new RateLimited(Duration.ofSeconds(9));
    var counted = new ArrayList<String>();
    try (Chattr limited =
        Chattr.on(new MemoryStore())
            .limiter(
                (limit, who) -> {
                  counted.add(limit + " " + who);
                  throw new Rejected(tooMuch);
                })
            .build()) {
      ConversationId room = limited.openConversation().handle(new Direct(ANN, BEN)).value().id();

      assertThat(
              refusal(
                  () ->
                      limited
                          .postMessage()
                          .handle(new PostMessage.Command(ANN, room, new Text("hello")))))
          .isEqualTo(tooMuch);
      assertThat(refusal(() -> limited.befriend().request(BEN, ANN))).isEqualTo(tooMuch);
      assertThat(refusal(() -> limited.viewPeople().search(CAT, "a", PageRequest.first())))
          .isEqualTo(tooMuch);
      assertThat(limited.viewConversations().list(BEN, PageRequest.first()).items())
          .singleElement()
          .satisfies(overview -> assertThat(overview.lastMessage()).isEmpty());
    }
    assertThat(counted).containsExactly("MESSAGES ann", "FRIEND_REQUESTS ben", "SEARCHES cat");
  }

  @Test
  void people_who_are_not_known_have_a_bare_profile_or_none() {
    assertThat(chattr.viewPeople().profiles(Set.of(NOBODY)))
        .containsEntry(NOBODY, Profile.bare(NOBODY));
    assertThat(refusal(() -> chattr.viewPeople().require(NOBODY))).isEqualTo(NO_USER);
    assertThat(chattr.viewPeople().search(ANN, " be ", PageRequest.first()).items())
        .containsExactly(Profile.bare(BEN));
    assertThat(refusal(() -> chattr.viewPeople().search(ANN, "x".repeat(101), PageRequest.first())))
        .isInstanceOf(InvalidValue.class);
  }

  private ConversationId direct(UserId one, UserId other) {
    return chattr.openConversation().handle(new Direct(one, other)).value().id();
  }

  private ConversationId group(UserId owner, UserId other) {
    return chattr
        .openConversation()
        .handle(new Group(owner, new Title("Crew"), Set.of(other)))
        .value()
        .id();
  }

  private Message post(UserId sender, ConversationId room, String text) {
    return chattr
        .postMessage()
        .handle(new PostMessage.Command(sender, room, new Text(text)))
        .value();
  }

  private Watermarks mark(UserId member, Target target, Mark mark) {
    return chattr
        .markMessages()
        .handle(new MarkMessages.Command(member, target, mark))
        .value()
        .watermarks();
  }

  private static ConversationId nowhere() {
    return new ConversationId(Fresh.id());
  }
}
