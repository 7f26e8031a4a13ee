package io.chattr.adapter.memory;

import io.chattr.application.port.Messages;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Text;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class MemoryMessages implements Messages {
  private static final Comparator<Message> BY_SEQ = Comparator.comparingLong(Message::seq);
  private static final Comparator<Message> BY_PLACE =
      Comparator.comparing((Message message) -> message.conversation().value())
          .thenComparing(BY_SEQ);
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private final Tables tables;

  MemoryMessages(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Message> find(MessageId id) {
    return shelf(id, shelf -> shelf.message);
  }

  @Override
  public Optional<Message> find(ConversationId conversation, long seq) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.rooms.get(conversation))
                .filter(room -> seq >= 1 && seq <= room.lastSeq())
                .map(room -> room.messages.get((int) seq - 1).message));
  }

  @Override
  public Map<MessageId, MessageMarks> marks(UserId reader, Collection<MessageId> messages) {
    return tables.reading(
        () -> {
          var marks = new HashMap<MessageId, MessageMarks>();
          for (MessageId id : messages) {
            MessageMarks mark = marks(reader, id);
            if (!mark.equals(MessageMarks.none())) {
              marks.put(id, mark);
            }
          }
          return marks;
        });
  }

  private MessageMarks marks(UserId reader, MessageId id) {
    Person person = tables.people.get(reader);
    Shelf shelf = tables.shelves.get(id);
    Set<Emoji> reactions = shelf == null ? Set.of() : shelf.reactions(reader);
    return person == null
        ? new MessageMarks(false, false, reactions)
        : new MessageMarks(person.hidden.contains(id), person.starred.contains(id), reactions);
  }

  @Override
  public List<Message> list(Seat reader, Range range) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.rooms.get(reader.conversation())).stream()
                .flatMap(room -> between(room, range))
                .filter(message -> !message.createdAt().isBefore(range.from()))
                .filter(message -> message.createdAt().isBefore(range.to()))
                .filter(message -> !hidden(reader.user()).contains(message.id()))
                .sorted(range.newestFirst() ? BY_SEQ.reversed() : BY_SEQ)
                .limit(range.limit())
                .sorted(BY_SEQ)
                .toList());
  }

  private static Stream<Message> between(Room room, Range range) {
    long from = Math.clamp(range.after(), 0, room.lastSeq());
    long to = Math.clamp(range.before(), from + 1, room.lastSeq() + 1) - 1;
    return room.messages.subList((int) from, (int) to).stream().map(shelf -> shelf.message);
  }

  @Override
  public List<EarlierVersion> versions(MessageId id) {
    return shelf(id, Shelf::versions).orElse(List.of());
  }

  @Override
  public Optional<Content> contentAt(MessageId id, long position) {
    return shelf(id, shelf -> shelf.contentAt(position)).flatMap(content -> content);
  }

  @Override
  public List<Message> pinned(ConversationId conversation) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.rooms.get(conversation)).stream()
                .flatMap(room -> room.pins.reversed().stream())
                .map(id -> tables.shelf(id).message)
                .toList());
  }

  @Override
  public Page<Message> starred(UserId reader, PageRequest page) {
    Predicate<Message> starred =
        message -> {
          Person person = tables.people.get(reader);
          return person != null && person.starred.contains(message.id());
        };
    return newest(reader, starred, page);
  }

  @Override
  public Page<Message> across(UserId reader, Filter filter, PageRequest page) {
    Predicate<Message> matching =
        message ->
            filter.conversation().filter(id -> !id.equals(message.conversation())).isEmpty()
                && filter.sender().filter(id -> !id.equals(message.sender())).isEmpty()
                && !message.createdAt().isBefore(filter.from())
                && message.createdAt().isBefore(filter.to());
    return newest(reader, matching, page);
  }

  @Override
  public Page<Message> search(
      UserId reader, List<String> words, Optional<ConversationId> conversation, PageRequest page) {
    Predicate<Message> matching =
        message ->
            conversation.filter(id -> !id.equals(message.conversation())).isEmpty()
                && holds(message.content(), words);
    return newest(reader, matching, page);
  }

  private static boolean holds(Content content, List<String> words) {
    String text =
        switch (content) {
          case Text said -> said.value();
          case Media media -> media.caption().map(Text::value).orElse("");
          default -> "";
        };
    List<String> said = Arrays.asList(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)));
    return words.stream().allMatch(word -> said.stream().anyMatch(each -> each.startsWith(word)));
  }

  @Override
  public List<Message> undeleted(UserId sender, Optional<Message> last, int limit) {
    return tables.reading(
        () ->
            tables.shelves.values().stream()
                .map(shelf -> shelf.message)
                .filter(message -> message.sender().equals(sender))
                .filter(message -> !message.isDeleted())
                .filter(message -> last.isEmpty() || BY_PLACE.compare(message, last.get()) > 0)
                .sorted(BY_PLACE)
                .limit(limit)
                .toList());
  }

  /** What the reader sees and {@code matching} holds for, the newest first. */
  private Page<Message> newest(UserId reader, Predicate<Message> matching, PageRequest page) {
    return tables.reading(
        () ->
            Pages.of(
                Optional.ofNullable(tables.people.get(reader)).stream()
                    .flatMap(person -> person.rooms.stream())
                    .map(tables.rooms::get)
                    .flatMap(room -> visible(room, reader))
                    .filter(matching)
                    .map(message -> new Placed(message, tables.shelf(message.id()).position))
                    .sorted(Comparator.comparingLong(Placed::age)),
                Placed::age,
                page,
                Placed::message));
  }

  /** A message and the position of its posting. */
  private record Placed(Message message, long position) {
    long age() {
      return -position;
    }
  }

  private Stream<Message> visible(Room room, UserId reader) {
    return Optional.ofNullable(room.members.get(reader)).stream()
        .flatMap(member -> room.visible(member, hidden(reader)));
  }

  private Set<MessageId> hidden(UserId reader) {
    Person person = tables.people.get(reader);
    return person == null ? Set.of() : person.hidden;
  }

  private <T> Optional<T> shelf(MessageId id, Function<Shelf, T> view) {
    return tables.reading(() -> Optional.ofNullable(tables.shelves.get(id)).map(view));
  }
}
