package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of a member's conversations. */
public interface OverviewsContract extends StoreUnderTest {
  @Test
  default void an_overview_has_the_last_message_and_how_many_are_unread() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    room.post(ann, "one");
    Message last = room.post(ann, "two");

    assertThat(overview(room, ben))
        .contains(new Overview(room.now(), Optional.of(last), 2, ConversationSettings.defaults()));
    assertThat(overview(room, ann))
        .contains(new Overview(room.now(), Optional.of(last), 0, ConversationSettings.defaults()));
  }

  @Test
  default void an_overview_of_an_empty_conversation_has_no_message() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));

    assertThat(overview(room, ann))
        .contains(new Overview(room.now(), Optional.empty(), 0, ConversationSettings.defaults()));
  }

  @Test
  default void an_overview_hides_a_last_message_from_before_what_the_member_may_see() {
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann);
    room.post(ann, "before");
    room.addWithoutHistory(cat);

    assertThat(overview(room, cat))
        .contains(new Overview(room.now(), Optional.empty(), 0, ConversationSettings.defaults()));
    assertThat(list(cat, 10).get(0).lastMessage()).isEmpty();

    Message after = room.post(ann, "after");
    assertThat(overview(room, cat))
        .contains(new Overview(room.now(), Optional.of(after), 1, ConversationSettings.defaults()));
  }

  @Test
  default void the_list_says_the_same_as_each_overview() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat().direct(ann, ben);
    Room group = chat().group(ben, ann);
    direct.post(ben, "hello");
    group.post(ann, "hello all");
    group.delivered(ben, group.post(ann, "anybody?"));

    assertThat(list(ann, 10))
        .containsExactlyInAnyOrder(
            overview(direct, ann).orElseThrow(), overview(group, ann).orElseThrow());
  }

  @Test
  default void the_liveliest_conversation_comes_first() {
    var ann = Fresh.person("ann");
    Room quiet = chat().direct(ann, Fresh.person("ben"));
    Fresh.millisecond();
    Room empty = chat().group(ann);
    Fresh.millisecond();
    Room lively = chat().direct(ann, Fresh.person("cat"));
    Fresh.millisecond();
    lively.post(ann, "hello");
    assertThat(ids(list(ann, 10))).containsExactly(lively.id(), empty.id(), quiet.id());

    Fresh.millisecond();
    quiet.post(ann, "me too");
    assertThat(ids(list(ann, 10))).containsExactly(quiet.id(), lively.id(), empty.id());
  }

  @Test
  default void reading_and_joining_do_not_make_a_conversation_livelier() {
    var ann = Fresh.person("ann");
    Room first = chat().group(ann);
    Message message = first.post(ann, "hello");
    Fresh.millisecond();
    Room second = chat().group(ann);
    Fresh.millisecond();

    first.read(ann, message);
    first.add(ann, Fresh.person("ben"));

    assertThat(ids(list(ann, 10))).containsExactly(second.id(), first.id());
  }

  @Test
  default void pages_together_hold_every_conversation_once_in_order() {
    var ann = Fresh.person("ann");
    var made = new ArrayList<ConversationId>();
    for (int i = 0; i < 7; i++) {
      Room room = chat().group(ann);
      if (i % 2 == 0) {
        room.post(ann, "hello");
      }
      made.add(0, room.id());
      Fresh.millisecond();
    }

    assertThat(ids(list(ann, 3))).isEqualTo(made);
    assertThat(ids(list(ann, 7))).isEqualTo(made);
    assertThat(ids(list(ann, 1))).isEqualTo(made);
  }

  @Test
  default void conversations_of_one_and_the_same_moment_are_all_listed_once() {
    var ann = Fresh.person("ann");
    var made = new ArrayList<ConversationId>();
    for (int i = 0; i < 25; i++) {
      made.add(chat().group(ann).id());
    }

    assertThat(ids(list(ann, 2))).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  default void the_list_holds_only_what_the_reader_is_in() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    chat().direct(ann, Fresh.person("cat"));

    assertThat(ids(list(ben, 10))).containsExactly(room.id());
    room.remove(ann, ben);
    assertThat(list(ben, 10)).isEmpty();
    room.add(ann, ben);
    assertThat(ids(list(ben, 10))).containsExactly(room.id());
  }

  @Test
  default void a_cursor_that_no_page_gave_is_refused() {
    var ann = Fresh.person("ann");
    chat().group(ann);

    var failure =
        refusal(
            () ->
                store()
                    .conversations()
                    .overviews(ann, new PageRequest(Optional.of("not a cursor"), 10)));

    assertThat(failure).isInstanceOf(InvalidValue.class);
    assertThat(((InvalidValue) failure).field()).isEqualTo("cursor");
  }

  private Optional<Overview> overview(Room room, UserId member) {
    return store().conversations().overview(new Seat(room.id(), member));
  }

  /** The whole list, read in pages of {@code limit}. */
  private List<Overview> list(UserId reader, int limit) {
    var all = new ArrayList<Overview>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Overview> page =
          store().conversations().overviews(reader, new PageRequest(cursor, limit));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }

  private static List<ConversationId> ids(List<Overview> overviews) {
    return overviews.stream().map(overview -> overview.conversation().id()).toList();
  }
}
