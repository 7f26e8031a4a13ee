package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.domain.message.Reaction;
import io.chattr.domain.message.References;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of messages after they were posted. */
public interface MessageChangesContract extends StoreUnderTest {
  String THUMB = "\uD83D\uDC4D";
  String HEART = "\u2764\uFE0F";

  @Test
  default void an_edited_message_holds_the_new_words_at_its_old_place() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room room = chat.direct(ann, Fresh.person("ben"));
    Message first = room.post(ann, "first");
    Message last = room.post(ann, "last");
    Ear ear = chat.ear(ann);

    room.edit(ann, first, "other");

    Message stored = now(first);
    assertThat(stored.content()).isEqualTo(new Text("other"));
    assertThat(stored.editedAt()).isPresent();
    assertThat(stored.seq()).isEqualTo(1);
    assertThat(stored.createdAt()).isEqualTo(first.createdAt());
    assertThat(ear.hears()).containsExactly(new MessageEdited(stored, last.seq()));
    assertThat(room.messages()).containsExactly(stored, last);
  }

  @Test
  default void what_a_message_held_before_is_kept_in_order() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Message first = room.post(ann, "one");
    room.edit(ann, first, "two");
    Message second = now(first);
    room.edit(ann, first, "three");

    assertThat(store().messages().versions(first.id()))
        .containsExactly(
            new EarlierVersion(new Text("one"), first.createdAt()),
            new EarlierVersion(new Text("two"), second.editedAt().orElseThrow()));
    assertThat(store().messages().contentAt(first.id(), first.version())).contains(new Text("one"));
    assertThat(store().messages().contentAt(first.id(), second.version()))
        .contains(new Text("two"));
    assertThat(store().messages().contentAt(first.id(), now(first).version())).isEmpty();
  }

  @Test
  default void every_kind_of_content_is_edited_and_kept() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    for (List<Content> pair :
        List.of(
            List.<Content>of(new Encrypted("\"a\""), new Encrypted("{\"b\":1}")),
            List.<Content>of(
                new Media("photo", Optional.empty()),
                new Media("photo", Optional.of(new Text("the lake")))))) {
      Message posted = room.commit(with(room, ann, pair.getFirst())).value();
      room.touch(
          ann,
          posted,
          held -> held.edit(pair.getLast(), List.of(ann), Duration.ofHours(1), Fresh.now()));

      assertThat(now(posted).content()).isEqualTo(pair.getLast());
      assertThat(now(posted).references().mentions()).containsExactly(ann);
      assertThat(store().messages().versions(posted.id()))
          .extracting(EarlierVersion::content)
          .containsExactly(pair.getFirst());
    }
  }

  @Test
  default void a_deleted_message_leaves_its_place_and_nothing_else() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    var full =
        new Draft(
            room.draft(ann, "unused").id(),
            room.id(),
            ann,
            new Text("secret"),
            Optional.of(Fresh.clientId()),
            new References(Optional.of(room.post(ben, "hi").id()), Optional.of(ben), List.of(ben)),
            Optional.of(new Metadata("{\"a\":1}")));
    Message message = room.commit(full).value();
    room.edit(ann, message, "more secret");
    room.react(ben, message, THUMB);
    room.pin(ben, message);
    room.star(ben, message, true);
    Ear ear = chat.ear(ben);

    room.delete(ann, message);

    Message tombstone = now(message);
    assertThat(tombstone)
        .isEqualTo(
            message
                .tombstone(tombstone.deletedAt().orElseThrow())
                .at(store().journal().head().position()));
    assertThat(tombstone.content()).isEqualTo(new Deleted());
    assertThat(ear.hears()).containsExactly(new MessageDeleted(tombstone, 2));
    assertThat(store().messages().versions(message.id())).isEmpty();
    assertThat(store().messages().contentAt(message.id(), message.version())).isEmpty();
    assertThat(store().messages().pinned(room.id())).isEmpty();
    assertThat(store().messages().marks(ben, List.of(message.id()))).isEmpty();
    assertThat(room.messages()).contains(tombstone).hasSize(2);
  }

  @Test
  default void what_was_deleted_replays_as_its_tombstone() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room room = chat.direct(ann, Fresh.person("ben"));
    Ear ear = chat.ear(ann);
    Message message = room.post(ann, "secret");
    room.edit(ann, message, "more secret");
    room.delete(ann, message);

    Message tombstone = now(message);
    assertThat(ear.hears())
        .containsExactly(
            new MessagePosted(tombstone),
            new MessageEdited(tombstone, 1),
            new MessageDeleted(tombstone, 1));
  }

  @Test
  default void a_deleted_message_is_not_unread_whether_it_was_read_before_or_not() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Message read = room.post(ann, "read");
    room.read(ben, read);
    Message unread = room.post(ann, "unread");
    room.post(ann, "stays");

    room.delete(ann, read);
    assertThat(room.unread(ben)).isEqualTo(2);
    room.delete(ann, unread);
    assertThat(room.unread(ben)).isEqualTo(1);
    room.delete(ann, unread);
    assertThat(room.unread(ben)).isEqualTo(1);
  }

  @Test
  default void sending_again_what_was_deleted_answers_with_the_tombstone() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();
    Message message = room.send(ann, "hello", mark).value();
    room.edit(ann, message, "goodbye");
    room.delete(ann, message);

    var again = room.send(ann, "hello", mark);

    assertThat(again.repeated()).isTrue();
    assertThat(again.value()).isEqualTo(now(message));
    assertThat(refusal(() -> room.send(ann, "goodbye", mark))).isInstanceOf(Contradiction.class);
  }

  @Test
  default void who_deletes_a_message_for_themselves_sees_it_no_more_and_others_do() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    Message first = room.post(ann, "first");
    Message second = room.post(ann, "second");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    room.hide(ben, second);

    assertThat(benHears.hears()).containsExactly(new MessageHidden(ben, second));
    assertThat(annHears.hears()).isEmpty();
    assertThat(room.seen(ben)).containsExactly(first);
    assertThat(room.seen(ann)).containsExactly(first, second);
    assertThat(room.overview(ben).lastMessage()).contains(first);
    assertThat(room.overview(ann).lastMessage()).contains(second);
    assertThat(room.unread(ben)).isEqualTo(1);
    assertThat(store().messages().marks(ben, List.of(first.id(), second.id())))
        .isEqualTo(Map.of(second.id(), new MessageMarks(true, false, Set.of())));
    room.hide(ben, second);
    assertThat(benHears.hears()).isEmpty();
  }

  @Test
  default void what_is_hidden_and_deleted_counts_once() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    Message one = room.post(ann, "one");
    room.post(ann, "two");
    Message own = room.post(ben, "own");

    room.hide(ben, one);
    room.delete(ann, one);
    room.hide(ben, own);

    assertThat(room.unread(ben)).isEqualTo(1);
  }

  @Test
  default void reactions_are_counted_in_the_order_of_their_first_use() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    Message message = room.post(ann, "hello");
    room.react(ann, message, HEART);
    room.react(ben, message, THUMB);
    Ear ear = chat.ear(ben);

    room.react(ben, message, HEART);
    room.react(ben, message, HEART);

    assertThat(now(message).reactions())
        .containsExactly(new Reaction(new Emoji(HEART), 2), new Reaction(new Emoji(THUMB), 1));
    assertThat(ear.hears())
        .containsExactly(
            new ReactionsChanged(now(message), ben, Set.of(new Emoji(HEART), new Emoji(THUMB))));
    assertThat(store().messages().marks(ann, List.of(message.id())))
        .isEqualTo(Map.of(message.id(), new MessageMarks(false, false, Set.of(new Emoji(HEART)))));

    room.unreact(ann, message, HEART);
    room.unreact(ben, message, HEART);
    assertThat(now(message).reactions()).containsExactly(new Reaction(new Emoji(THUMB), 1));
  }

  @Test
  default void reactions_of_many_at_once_are_all_counted() {
    var ann = Fresh.person("ann");
    Room room = chat().group(ann);
    Message message = room.post(ann, "hello");
    List<UserId> many = Fresh.people("fan", 8);
    many.forEach(fan -> room.add(ann, fan));

    Race.of(8, runner -> () -> room.react(many.get(runner), message, THUMB));

    assertThat(now(message).reactions()).containsExactly(new Reaction(new Emoji(THUMB), 8));
  }

  @Test
  default void a_message_has_so_many_different_reactions() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Message message = room.post(ann, "hello");
    for (int i = 0; i < 20; i++) {
      room.react(ann, message, Character.toString(0x1F400 + i));
    }

    assertThat(refusal(() -> room.react(ben, message, THUMB))).isInstanceOf(Contradiction.class);
    room.react(ben, message, Character.toString(0x1F400));
    assertThat(now(message).reactions()).hasSize(20);
  }

  @Test
  default void pinned_messages_are_listed_the_last_one_first() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room room = chat.group(ann, Fresh.person("ben"));
    Message one = room.post(ann, "one");
    Message two = room.post(ann, "two");
    Message three = room.post(ann, "three");
    Ear ear = chat.ear(ann);
    room.pin(ann, two);
    room.pin(ann, one);
    room.pin(ann, three);
    room.unpin(ann, three);

    assertThat(store().messages().pinned(room.id())).containsExactly(now(one), now(two));
    assertThat(now(one).pinned()).isTrue();
    assertThat(now(three).pinned()).isFalse();
    assertThat(ear.hears())
        .containsExactly(
            new PinChanged(now(two)),
            new PinChanged(now(one)),
            new PinChanged(now(three)),
            new PinChanged(now(three)));
  }

  @Test
  default void a_star_is_ones_own() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    Message one = room.post(ann, "one");
    Message two = room.post(ann, "two");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    room.star(ben, one, true);
    room.star(ben, two, true);
    room.star(ben, two, false);
    room.star(ben, two, false);

    assertThat(annHears.hears()).isEmpty();
    assertThat(benHears.hears())
        .containsExactly(
            new StarChanged(ben, one, true),
            new StarChanged(ben, two, false),
            new StarChanged(ben, two, false));
    assertThat(store().messages().marks(ben, List.of(one.id(), two.id())))
        .isEqualTo(Map.of(one.id(), new MessageMarks(false, true, Set.of())));
    assertThat(store().messages().marks(ann, List.of(one.id()))).isEmpty();
  }

  @Test
  default void what_happens_to_a_message_is_heard_by_those_who_may_see_the_message() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat.group(ann, Fresh.person("ben"));
    Message before = room.post(ann, "before");
    room.addWithoutHistory(cat);
    Message after = room.post(ann, "after");
    Ear ear = chat.ear(cat);

    room.edit(ann, before, "changed");
    room.react(ann, before, THUMB);
    room.pin(ann, before);
    room.delete(ann, before);
    room.edit(ann, after, "changed, too");

    assertThat(ear.hears()).containsExactly(new MessageEdited(now(after), 2));
    assertThat(refusal(() -> room.react(cat, before, THUMB))).isEqualTo(new NotFound("message"));
  }

  private Message now(Message message) {
    return store().messages().find(message.id()).orElseThrow();
  }

  private static Draft with(Room room, UserId sender, Content content) {
    Draft draft = room.draft(sender, "unused");
    return new Draft(
        draft.id(),
        draft.conversation(),
        sender,
        content,
        draft.clientId(),
        draft.references(),
        draft.metadata());
  }
}
