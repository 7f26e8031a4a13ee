package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Messages.Filter;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How messages are found across conversations: by what they say, who sent them, and when. */
public interface FindingMessagesContract extends StoreUnderTest {
  Instant END = Instant.parse("9999-12-31T00:00:00Z");

  @Test
  default void words_are_found_by_their_beginnings_without_regard_to_case() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Message lake = room.post(ann, "The Lake was COLD, über all");
    Message cold = room.post(ann, "a cold lakeside, Übermorgen");
    room.post(ann, "flake of snow");

    assertThat(found(ann, "lake")).containsExactly(cold, lake);
    assertThat(found(ann, "cold", "lak")).containsExactly(cold, lake);
    assertThat(found(ann, "lakeside")).containsExactly(cold);
    assertThat(found(ann, "über")).containsExactly(cold, lake);
    assertThat(found(ann, "lake", "snow")).isEmpty();
    assertThat(found(ann, "ake")).isEmpty();
  }

  @Test
  default void only_what_the_reader_may_see_is_found() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    room.post(ann, "needle before");
    var cat = Fresh.person("cat");
    room.addWithoutHistory(cat);
    Message after = room.post(ann, "needle after");
    Message hidden = room.post(ann, "needle hidden");
    room.hide(cat, hidden);
    Message deleted = room.post(ann, "needle deleted");
    room.delete(ann, deleted);
    Message edited = room.post(ann, "needle edited");
    room.edit(ann, edited, "nothing");
    Draft draft = room.draft(ann, "unused");
    room.commit(
        new Draft(
            draft.id(),
            room.id(),
            ann,
            new Encrypted("\"needle\""),
            Optional.empty(),
            draft.references(),
            Optional.empty()));
    chat.direct(ann, ben).post(ann, "needle elsewhere");

    assertThat(found(cat, "needle")).containsExactly(after);
    assertThat(found(Fresh.person("stranger"), "needle")).isEmpty();
    room.remove(ann, cat);
    assertThat(found(cat, "needle")).isEmpty();
    assertThat(across(cat, Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  default void a_search_keeps_to_a_conversation_and_comes_in_pages() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room one = chat.direct(ann, Fresh.person("ben"));
    Room two = chat.direct(ann, Fresh.person("cat"));
    List<Message> all = new ArrayList<>();
    IntStream.range(0, 7).forEach(i -> all.add((i % 2 == 0 ? one : two).post(ann, "needle " + i)));
    Collections.reverse(all);

    assertThat(
            pages(
                page -> store().messages().search(ann, List.of("needle"), Optional.empty(), page)))
        .isEqualTo(all);
    assertThat(
            pages(
                page ->
                    store().messages().search(ann, List.of("needle"), Optional.of(two.id()), page)))
        .isEqualTo(all.stream().filter(message -> isIn(message, two.id())).toList());
  }

  @Test
  default void messages_are_found_by_sender_and_conversation_the_newest_first() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room group = chat.group(ann, ben);
    Message one = direct.post(ann, "one");
    Message two = group.post(ben, "two");
    Message three = direct.post(ben, "three");
    Message four = group.post(ann, "four");

    assertThat(across(ann, Optional.empty(), Optional.empty()))
        .containsExactly(four, three, two, one);
    assertThat(across(ann, Optional.empty(), Optional.of(ben))).containsExactly(three, two);
    assertThat(across(ann, Optional.of(direct.id()), Optional.empty())).containsExactly(three, one);
    assertThat(across(ann, Optional.of(direct.id()), Optional.of(ann))).containsExactly(one);
    assertThat(
            store()
                .messages()
                .across(
                    ann,
                    new Filter(Optional.empty(), Optional.empty(), END, END),
                    PageRequest.first())
                .items())
        .isEmpty();
    assertThat(
            store()
                .messages()
                .across(
                    ann,
                    new Filter(
                        Optional.empty(),
                        Optional.empty(),
                        four.createdAt(),
                        four.createdAt().plusMillis(1)),
                    PageRequest.first())
                .items())
        .contains(four);
  }

  @Test
  default void starred_messages_come_in_pages_while_their_reader_may_see_them() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room group = chat.group(ann, ben);
    Message one = direct.post(ann, "one");
    Message two = group.post(ann, "two");
    Message three = direct.post(ann, "three");
    List.of(one, three).forEach(message -> direct.star(ben, message, true));
    group.star(ben, two, true);

    assertThat(pages(page -> store().messages().starred(ben, page)))
        .containsExactly(three, two, one);
    group.remove(ann, ben);
    assertThat(pages(page -> store().messages().starred(ben, page))).containsExactly(three, one);
    assertThat(pages(page -> store().messages().starred(ann, page))).isEmpty();
  }

  @Test
  default void a_cursor_that_is_none_is_refused() {
    var ann = Fresh.person("ann");
    var page = new PageRequest(Optional.of("nonsense"), 10);

    assertThat(refusal(() -> store().messages().search(ann, List.of("x"), Optional.empty(), page)))
        .isInstanceOf(InvalidValue.class);
    assertThat(refusal(() -> store().messages().starred(ann, page)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  default void what_a_sender_has_not_deleted_is_found_wherever_it_is() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room left = chat.group(ben, ann);
    Message one = left.post(ann, "one");
    left.remove(ann, ann);
    Room room = chat.direct(ann, ben);
    Message two = room.post(ann, "two");
    Message gone = room.post(ann, "gone");
    room.delete(ann, gone);
    room.post(ben, "of another one");

    assertThat(store().messages().undeleted(ann, Optional.empty(), 10))
        .containsExactlyInAnyOrder(one, two);
    var part = store().messages().undeleted(ann, Optional.empty(), 1);
    var rest = store().messages().undeleted(ann, Optional.of(part.getFirst()), 10);
    assertThat(List.of(part.getFirst(), rest.getFirst())).containsExactlyInAnyOrder(one, two);
    assertThat(rest).hasSize(1);
    assertThat(store().messages().undeleted(ann, Optional.of(rest.getFirst()), 10)).isEmpty();
  }

  private List<Message> found(UserId reader, String... words) {
    return store()
        .messages()
        .search(reader, List.of(words), Optional.empty(), PageRequest.first())
        .items();
  }

  private List<Message> across(
      UserId reader, Optional<ConversationId> conversation, Optional<UserId> sender) {
    return pages(
        page ->
            store()
                .messages()
                .across(reader, new Filter(conversation, sender, Instant.EPOCH, END), page));
  }

  private static boolean isIn(Message message, ConversationId conversation) {
    return message.conversation().equals(conversation);
  }

  /** All of a list, in pages of two. */
  private static List<Message> pages(Function<PageRequest, Page<Message>> list) {
    var all = new ArrayList<Message>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Message> page = list.apply(new PageRequest(cursor, 2));
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }
}
