package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.decision.Choice;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.people.UserSettings;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What people keep away from themselves, and what they chose for themselves. */
public interface BlocksContract extends StoreUnderTest {

  @Test
  default void who_blocks_somebody_is_told_and_nobody_else_is() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    chat.block(ann, ben);
    chat.block(ann, ben);
    assertThat(annHears.hears()).containsExactly(new BlockChanged(ann, ben, true));
    assertThat(benHears.hears()).isEmpty();
    assertThat(store().relations().find(UserPair.of(ann, ben)).blockedBy()).containsExactly(ann);

    chat.unblock(ann, ben);
    chat.unblock(ann, ben);
    assertThat(annHears.hears()).containsExactly(new BlockChanged(ann, ben, false));
    assertThat(store().relations().find(UserPair.of(ann, ben)).isBlocked()).isFalse();
  }

  @Test
  default void blocking_ends_a_friendship_and_what_is_asked() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    chat.befriend(ann, ben);
    FriendRequest asked = chat.ask(cat, ann);
    Ear benHears = chat.ear(ben);
    Ear catHears = chat.ear(cat);

    chat.block(ann, ben);
    chat.block(ann, cat);

    assertThat(benHears.hears()).containsExactly(new FriendRemoved(ben, ann));
    assertThat(catHears.hears())
        .containsExactly(new FriendRequestUpdated(cat, asked.with(FriendRequest.Status.CANCELLED)));
    assertThat(store().relations().find(UserPair.of(ann, ben)).friends()).isFalse();
    assertThat(refusal(() -> chat.ask(ben, ann)))
        .isEqualTo(new NotPermitted("send_friend_request"));
    assertThat(refusal(() -> chat.ask(ann, ben)))
        .isEqualTo(new NotPermitted("send_friend_request"));
  }

  @Test
  default void the_two_of_a_block_do_not_write_to_each_other_and_share_groups_still() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room group = chat.group(ann, ben);
    direct.post(ann, "before");
    direct.post(ben, "before");

    chat.block(ann, ben);
    for (UserId one : List.of(ann, ben)) {
      assertThat(refusal(() -> direct.post(one, "psst"))).isEqualTo(new NotPermitted("post"));
      group.post(one, "hello");
    }
    chat.unblock(ann, ben);
    direct.post(ben, "after");
    assertThat(direct.messages()).hasSize(3);
  }

  @Test
  default void both_can_block_and_each_takes_back_their_own() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    chat.block(ann, ben);
    chat.block(ben, ann);

    chat.unblock(ann, ben);

    assertThat(refusal(() -> direct.post(ann, "psst"))).isEqualTo(new NotPermitted("post"));
    assertThat(blocked(ben)).containsExactly(ann);
    assertThat(blocked(ann)).isEmpty();
  }

  @RepeatedTest(5)
  default void nothing_comes_after_a_block() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    direct.post(ben, "warm");

    List<Integer> sent =
        Race.of(
            2,
            runner ->
                () -> {
                  if (runner == 0) {
                    chat.block(ann, ben);
                    return direct.messages().size();
                  }
                  try {
                    for (int i = 0; i < 50; i++) {
                      direct.post(ben, "hello " + i);
                    }
                  } catch (Rejected refused) {
                    assertThat(refused.failure()).isEqualTo(new NotPermitted("post"));
                  }
                  return 0;
                });

    assertThat(direct.messages()).hasSize(sent.get(0));
  }

  @RepeatedTest(5)
  default void two_who_ask_each_other_at_once_are_friends() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");

    Race.of(2, runner -> () -> runner == 0 ? chat.ask(ann, ben) : chat.ask(ben, ann));

    assertThat(store().relations().find(UserPair.of(ann, ben)).friends()).isTrue();
  }

  @Test
  default void those_whom_one_blocks_come_in_pages_by_id() {
    Chat chat = chat();
    var ann = Fresh.person("m-ann");
    List<UserId> others = new ArrayList<>();
    for (String name : List.of("a", "z", "b", "y", "c")) {
      UserId other = Fresh.person(name);
      others.add(other);
      chat.block(ann, other);
    }

    assertThat(blocked(ann)).isEqualTo(others.stream().sorted().toList());
  }

  @Test
  default void what_somebody_chose_is_told_to_them_alone() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    chat.befriend(ann, ben);
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);
    var quiet = new UserSettings(false);

    assertThat(store().preferences().find(ann)).isEqualTo(Choice.none(ann));
    chat.choose(ann, quiet);
    chat.choose(ann, quiet);

    assertThat(store().preferences().find(ann).settings()).isEqualTo(quiet);
    assertThat(annHears.hears()).containsExactly(new UserSettingsChanged(ann, quiet));
    assertThat(benHears.hears()).isEmpty();
    assertThat(store().preferences().withoutReceipts(List.of(ann, ben))).containsExactly(ann);
    chat.choose(ann, UserSettings.defaults());
    assertThat(store().preferences().withoutReceipts(List.of(ann, ben))).isEmpty();
  }

  private List<UserId> blocked(UserId user) {
    var all = new ArrayList<UserId>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<UserId> page = store().relations().blocked(user, new PageRequest(cursor, 2));
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }
}
