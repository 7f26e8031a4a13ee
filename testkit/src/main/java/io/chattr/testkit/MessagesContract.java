package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Messages.Range;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.References;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link io.chattr.application.port.Messages} keeps and finds again. */
public interface MessagesContract extends StoreUnderTest {
  Instant END = Instant.parse("9999-12-31T00:00:00Z");

  @Test
  default void every_kind_of_content_is_kept_as_it_was_sent() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    List<Content> contents =
        List.of(
            new Text("Grüße, \uD83D\uDC69\u200D\uD83D\uDE80 \"'\\%_ \u0001\n\t日本"),
            new Text("x".repeat(Text.MAX_LENGTH)),
            new Text("\uD83D\uDE00".repeat(Text.MAX_LENGTH)),
            new Encrypted("{\"b\": 1,  \"a\":[ 2 ]}"),
            new Encrypted("\"" + "e".repeat(Encrypted.MAX_BYTES - 2) + "\""),
            new Custom("poll", "{\"z\":0,\"z\":1}"),
            new Custom("t".repeat(Custom.MAX_TYPE_LENGTH), "null"));

    List<Message> stored =
        contents.stream().map(content -> room.commit(with(room, content)).value()).toList();

    assertThat(stored).extracting(Message::content).containsExactlyElementsOf(contents);
    assertThat(room.messages()).isEqualTo(stored);
  }

  @Test
  default void all_that_belongs_to_a_message_is_kept() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Message first = room.post(ann, "first");
    var draft =
        new Draft(
            new MessageId(Fresh.id()),
            room.id(),
            ann,
            new Text("second"),
            Optional.of(Fresh.clientId()),
            new References(Optional.of(first.id()), Optional.of(Fresh.person("dan")), List.of(ann)),
            Optional.of(new Metadata("{ \"b\":1, \"a\":2 }")));

    Message stored = room.commit(draft).value();

    assertThat(stored)
        .isEqualTo(draft.at(2, stored.createdAt(), store().journal().head().position()));
    assertThat(store().messages().find(draft.id())).contains(stored);
  }

  @Test
  default void a_message_is_found_by_id_and_by_its_place() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Message message = room.post(ann, "hello");

    assertThat(store().messages().find(message.id())).contains(message);
    assertThat(store().messages().find(room.id(), 1)).contains(message);
    assertThat(store().messages().find(room.id(), 0)).isEmpty();
    assertThat(store().messages().find(room.id(), 2)).isEmpty();
    assertThat(store().messages().find(room.id(), -1)).isEmpty();
    assertThat(store().messages().find(room.id(), Long.MAX_VALUE)).isEmpty();
    assertThat(store().messages().find(new MessageId(Fresh.id()))).isEmpty();
    assertThat(store().messages().find(new ConversationId(Fresh.id()), 1)).isEmpty();
  }

  @Test
  default void a_range_has_neither_of_its_bounds_in_it() {
    Room room = tenMessages();

    assertThat(seqs(room, range(3, 7, false, 100))).containsExactly(4L, 5L, 6L);
    assertThat(seqs(room, range(0, Long.MAX_VALUE, false, 100))).hasSize(10);
    assertThat(seqs(room, range(9, Long.MAX_VALUE, true, 100))).containsExactly(10L);
    assertThat(seqs(room, range(10, Long.MAX_VALUE, true, 100))).isEmpty();
    assertThat(seqs(room, range(0, 1, true, 100))).isEmpty();
    assertThat(seqs(room, range(7, 3, false, 100))).isEmpty();
    assertThat(seqs(room, range(Long.MAX_VALUE, Long.MAX_VALUE, false, 100))).isEmpty();
    assertThat(seqs(room, range(0, Long.MIN_VALUE, true, 100))).isEmpty();
  }

  @Test
  default void a_range_that_is_cut_keeps_its_near_end_and_stays_in_order() {
    Room room = tenMessages();

    assertThat(seqs(room, range(0, Long.MAX_VALUE, true, 3))).containsExactly(8L, 9L, 10L);
    assertThat(seqs(room, range(0, Long.MAX_VALUE, false, 3))).containsExactly(1L, 2L, 3L);
    assertThat(seqs(room, range(2, 8, true, 2))).containsExactly(6L, 7L);
    assertThat(seqs(room, range(2, 8, false, 2))).containsExactly(3L, 4L);
  }

  @Test
  default void a_range_of_time_has_its_beginning_in_it_and_not_its_end() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    List<Message> messages =
        IntStream.range(0, 4)
            .mapToObj(
                i -> {
                  Fresh.millisecond();
                  return room.post(ann, "number " + i);
                })
            .toList();
    Instant second = messages.get(1).createdAt();
    Instant fourth = messages.get(3).createdAt();

    assertThat(list(room, new Range(0, Long.MAX_VALUE, second, fourth, false, 100)))
        .containsExactlyElementsOf(
            messages.stream()
                .filter(message -> !message.createdAt().isBefore(second))
                .filter(message -> message.createdAt().isBefore(fourth))
                .toList());
    assertThat(list(room, new Range(0, Long.MAX_VALUE, second, second, false, 100))).isEmpty();
    assertThat(list(room, new Range(0, Long.MAX_VALUE, Instant.EPOCH, END, true, 100)))
        .isEqualTo(messages);
    assertThat(list(room, new Range(0, 2, second, END, true, 100)))
        .allMatch(message -> message.seq() == 1);
  }

  @Test
  default void a_conversation_that_is_not_there_has_no_messages() {
    assertThat(
            store()
                .messages()
                .list(
                    new Seat(new ConversationId(Fresh.id()), Fresh.person("ann")),
                    range(0, Long.MAX_VALUE, true, 10)))
        .isEmpty();
  }

  private Room tenMessages() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    IntStream.range(0, 10).forEach(i -> room.post(ann, "number " + i));
    return room;
  }

  private static Draft with(Room room, Content content) {
    Draft draft = room.draft(room.now().members().get(0).user(), "unused");
    return new Draft(
        draft.id(),
        draft.conversation(),
        draft.sender(),
        content,
        draft.clientId(),
        draft.references(),
        draft.metadata());
  }

  private static Range range(long after, long before, boolean newestFirst, int limit) {
    return new Range(after, before, Instant.EPOCH, END, newestFirst, limit);
  }

  private List<Message> list(Room room, Range range) {
    return store().messages().list(new Seat(room.id(), Fresh.person("reader")), range);
  }

  private List<Long> seqs(Room room, Range range) {
    return list(room, range).stream().map(Message::seq).toList();
  }
}
