package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Committed;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.References;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a journal keeps the promise that a message sent twice is there once. */
public interface RepeatedSendContract extends StoreUnderTest {
  @Test
  default void a_repeated_send_answers_with_the_first_message_and_tells_nobody() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Ear ear = chat().ear(ben);
    var mark = Fresh.clientId();

    Committed<Message> first = room.send(ann, "hello", mark);
    Committed<Message> again = room.send(ann, "hello", mark);

    assertThat(first.repeated()).isFalse();
    assertThat(again).isEqualTo(new Committed<>(first.value(), true));
    assertThat(ear.hears()).filteredOn(MessagePosted.class::isInstance).hasSize(1);
    assertThat(room.messages()).containsExactly(first.value());
  }

  @Test
  default void a_repeat_after_other_messages_takes_no_seq() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    var mark = Fresh.clientId();
    Message first = room.send(ann, "hello", mark).value();
    room.post(ben, "hi");
    room.post(ann, "how are you?");

    assertThat(room.send(ann, "hello", mark).value()).isEqualTo(first);
    assertThat(room.post(ben, "fine").seq()).isEqualTo(4);
  }

  @Test
  default void the_same_client_id_with_other_words_contradicts_and_leaves_no_trace() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();
    Message first = room.send(ann, "hello", mark).value();
    Ear ear = chat().ear(ann);

    assertThat(refusal(() -> room.send(ann, "good-bye", mark))).isInstanceOf(Contradiction.class);
    assertThat(ear.hears()).isEmpty();
    assertThat(room.messages()).containsExactly(first);
  }

  @Test
  default void the_same_client_id_with_other_metadata_or_another_reply_contradicts() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();
    Message first = room.send(ann, "hello", mark).value();

    assertThat(
            refusal(
                () ->
                    room.commit(
                        with(room, ann, mark, Optional.empty(), Optional.of(new Metadata("{}"))))))
        .isInstanceOf(Contradiction.class);
    assertThat(
            refusal(() -> room.commit(with(room, ann, mark, Optional.of(first), Optional.empty()))))
        .isInstanceOf(Contradiction.class);
  }

  @Test
  default void the_same_client_id_in_another_conversation_contradicts() {
    var ann = Fresh.person("ann");
    Room here = chat().direct(ann, Fresh.person("ben"));
    Room there = chat().direct(ann, Fresh.person("cat"));
    var mark = Fresh.clientId();
    here.send(ann, "hello", mark);

    assertThat(refusal(() -> there.send(ann, "hello", mark))).isInstanceOf(Contradiction.class);
    assertThat(there.messages()).isEmpty();
  }

  @Test
  default void each_sender_has_client_ids_of_their_own() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    var mark = Fresh.clientId();

    room.send(ann, "hello", mark);

    assertThat(room.send(ben, "hello", mark).repeated()).isFalse();
    assertThat(room.messages()).hasSize(2);
  }

  @Test
  default void client_ids_differ_where_their_letters_do() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    String word = "a" + Fresh.word();

    room.send(ann, "hello", new ClientMessageId(word));

    assertThat(room.send(ann, "hello", new ClientMessageId("A" + word.substring(1))).repeated())
        .isFalse();
    assertThat(room.send(ann, "hello", new ClientMessageId(word + " ")).repeated()).isFalse();
  }

  @Test
  default void without_a_client_id_each_send_is_new() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));

    room.post(ann, "hello");
    room.post(ann, "hello");

    assertThat(room.messages()).hasSize(2);
  }

  @Test
  default void of_many_sends_at_once_under_one_client_id_one_is_stored() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Ear ear = chat().ear(ben);
    var mark = Fresh.clientId();

    List<Committed<Message>> answers = Race.of(12, runner -> () -> room.send(ann, "hello", mark));

    assertThat(answers).filteredOn(answer -> !answer.repeated()).hasSize(1);
    assertThat(answers).extracting(Committed::value).containsOnly(room.messages().get(0));
    assertThat(room.messages()).hasSize(1);
    assertThat(ear.hears()).hasSize(1);
  }

  @Test
  default void of_many_different_sends_at_once_under_one_client_id_one_is_stored() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var mark = Fresh.clientId();

    List<Boolean> stored =
        Race.of(
            6,
            runner ->
                () -> {
                  try {
                    return !room.send(ann, "text " + runner, mark).repeated();
                  } catch (Rejected contradiction) {
                    assertThat(contradiction.failure()).isInstanceOf(Contradiction.class);
                    return false;
                  }
                });

    assertThat(stored).containsOnlyOnce(true);
    assertThat(room.messages()).hasSize(1);
  }

  private static Draft with(
      Room room,
      UserId sender,
      ClientMessageId mark,
      Optional<Message> replyTo,
      Optional<Metadata> metadata) {
    Draft draft = room.draft(sender, "hello", Optional.of(mark));
    return new Draft(
        draft.id(),
        draft.conversation(),
        sender,
        draft.content(),
        draft.clientId(),
        new References(replyTo.map(Message::id), Optional.empty(), List.of()),
        metadata);
  }
}
