package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.Chattr;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Journal;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations.Direction;
import io.chattr.application.port.Store;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.decision.Choice;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Said;
import io.chattr.domain.people.UserSettings;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.ForwardingJournal;
import io.chattr.testkit.fixture.ForwardingStore;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays of somebody who is no more. */
public interface ErasureContract extends StoreUnderTest {

  @Test
  default void who_is_no_more_has_no_friends_no_requests_and_no_groups() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    chat.befriend(ann, ben);
    chat.ask(ann, cat);
    chat.ask(Fresh.person("dan"), ann);
    Room group = chat.group(ann, ben);
    Room direct = chat.direct(ann, ben);
    Ear ear = chat.ear(ben);

    try (Chattr chattr = Chattr.on(store()).build()) {
      chattr.erasePerson().handle(ann, Said.KEEP);
      chattr.erasePerson().handle(ann, Said.KEEP);
    }

    assertThat(store().relations().find(UserPair.of(ann, ben)).friends()).isFalse();
    for (Direction direction : Direction.values()) {
      assertThat(store().relations().pending(ann, direction, PageRequest.first()).items())
          .isEmpty();
    }
    assertThat(group.now().member(ann)).isEmpty();
    assertThat(group.member(ben).role()).isEqualTo(MemberRole.OWNER);
    assertThat(direct.now().member(ann)).isPresent();
    assertThat(ear.hears())
        .contains(
            new ProfileChanged(ben, ann),
            new MemberProfileChanged(group.id(), ann),
            new MemberProfileChanged(direct.id(), ann),
            new FriendRemoved(ben, ann));
  }

  @Test
  default void what_they_said_goes_everywhere_in_parts_or_stays() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room left = chat.group(ben, ann);
    left.post(ann, "in a group that was left");
    left.remove(ann, ann);
    IntStream.range(0, 1_100).forEach(i -> direct.post(ann, "message " + i));
    Message answer = direct.post(ben, "stays");

    try (Chattr chattr = Chattr.on(store()).build()) {
      chattr.erasePerson().handle(ann, Said.KEEP);
      assertThat(direct.messages()).noneMatch(Message::isDeleted);

      chattr.erasePerson().handle(ann, Said.DELETE);
    }

    assertThat(direct.messages())
        .hasSize(1_101)
        .allMatch(message -> message.isDeleted() != message.equals(answer));
    assertThat(left.messages()).allMatch(Message::isDeleted);
    assertThat(store().messages().undeleted(ann, Optional.empty(), 10)).isEmpty();
    assertThat(direct.unread(ben)).isZero();
  }

  @Test
  default void what_they_kept_for_themselves_goes_and_a_tombstone_keeps_none_of_their_words() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    chat.block(ann, cat);
    chat.block(cat, ann);
    chat.choose(ann, new UserSettings(true));
    Room room = chat.direct(ann, ben);
    Message starred = room.post(ben, "starred");
    room.star(ann, starred, true);
    Message hidden = room.post(ben, "hidden");
    room.hide(ann, hidden);
    Message own = room.send(ann, "own", Fresh.clientId()).value();
    store().presences().saw(Map.of(ann, Fresh.now(), ben, Fresh.now()));

    try (Chattr chattr = Chattr.on(store()).build()) {
      chattr.erasePerson().handle(ann, Said.DELETE);
    }

    assertThat(store().relations().find(UserPair.of(ann, cat)).blockedBy()).containsExactly(cat);
    assertThat(store().preferences().find(ann)).isEqualTo(Choice.none(ann));
    assertThat(store().messages().marks(ann, List.of(starred.id(), hidden.id()))).isEmpty();
    assertThat(store().messages().find(own.id()).orElseThrow().clientId()).isEmpty();
    assertThat(store().presences().lastSeen(List.of(ann, ben))).containsOnlyKeys(ben);
  }

  @Test
  default void who_wanted_no_read_receipts_gives_none_afterwards() {
    var ann = Fresh.person("ann");
    chat().choose(ann, new UserSettings(false));

    try (Chattr chattr = Chattr.on(store()).build()) {
      chattr.erasePerson().handle(ann, Said.KEEP);
    }

    assertThat(store().preferences().withoutReceipts(List.of(ann))).containsExactly(ann);
  }

  @Test
  default void what_comes_behind_the_back_of_the_first_round_goes_in_the_second() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room group = chat.group(ben, Fresh.person("cat"));
    var late = new AtomicBoolean(true);
    var journal =
        new ForwardingJournal(store().journal()) {
          @Override
          public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
            Committed<R> committed = super.commit(deciding);
            // No message is left.
            if (committed.value().equals(Optional.empty()) && late.getAndSet(false)) {
              direct.post(ann, "on its way");
              group.add(ben, ann);
            }
            return committed;
          }
        };
    Store slow =
        new ForwardingStore(store()) {
          @Override
          public Journal journal() {
            return journal;
          }
        };

    try (Chattr chattr = Chattr.on(slow).build()) {
      chattr.erasePerson().handle(ann, Said.DELETE);
    }

    assertThat(late).isFalse();
    assertThat(direct.messages()).hasSize(1).allMatch(Message::isDeleted);
    assertThat(group.now().member(ann)).isEmpty();
  }
}
