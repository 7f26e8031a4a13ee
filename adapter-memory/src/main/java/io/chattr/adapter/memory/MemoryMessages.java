package io.chattr.adapter.memory;

import io.chattr.application.port.Messages;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryMessages implements Messages {
  private static final Comparator<Message> BY_SEQ = Comparator.comparingLong(Message::seq);

  private final Tables tables;

  MemoryMessages(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Message> find(MessageId id) {
    return tables.reading(() -> Optional.ofNullable(tables.messages.get(id)));
  }

  @Override
  public Optional<Message> find(ConversationId conversation, long seq) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.rooms.get(conversation))
                .filter(room -> seq >= 1 && seq <= room.lastSeq())
                .map(room -> room.messages.get((int) seq - 1)));
  }

  @Override
  public List<Message> list(ConversationId conversation, Range range) {
    return tables.reading(
        () ->
            Optional.ofNullable(tables.rooms.get(conversation)).stream()
                .flatMap(room -> between(room, range))
                .filter(message -> !message.createdAt().isBefore(range.from()))
                .filter(message -> message.createdAt().isBefore(range.to()))
                .sorted(range.newestFirst() ? BY_SEQ.reversed() : BY_SEQ)
                .limit(range.limit())
                .sorted(BY_SEQ)
                .toList());
  }

  private static Stream<Message> between(Room room, Range range) {
    long from = Math.clamp(range.after(), 0, room.lastSeq());
    long to = Math.clamp(range.before(), from + 1, room.lastSeq() + 1) - 1;
    return room.messages.subList((int) from, (int) to).stream();
  }
}
