package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.Chattr;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Said;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
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
    assertThat(store().messages().undeleted(ann, 10)).isEmpty();
    assertThat(direct.unread(ben)).isZero();
  }
}
