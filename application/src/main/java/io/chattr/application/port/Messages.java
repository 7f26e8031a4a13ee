package io.chattr.application.port;

import io.chattr.domain.content.Content;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages as they are now. */
public interface Messages {
  Optional<Message> find(MessageId id);

  Optional<Message> find(ConversationId conversation, long seq);

  /** What {@code reader} made of these messages for themselves, where they made anything. */
  Map<MessageId, MessageMarks> marks(UserId reader, Collection<MessageId> messages);

  /**
   * The messages in {@code range} that the reader did not delete for themselves, in order of seq;
   * where more match than its limit, those at its near end.
   */
  List<Message> list(Seat reader, Range range);

  /**
   * Messages with {@code after < seq < before} and {@code from <= createdAt < to}.
   *
   * @param newestFirst whether the near end, where a limited list begins, is that of the newest
   */
  record Range(long after, long before, Instant from, Instant to, boolean newestFirst, int limit) {}

  /** What the message held before it was edited, the oldest first; nothing of a deleted one. */
  List<EarlierVersion> versions(MessageId id);

  /**
   * What the message held at {@code position} of the log, where it was edited after that; empty
   * where it was not, or is deleted.
   */
  Optional<Content> contentAt(MessageId id, long position);

  /** The pinned messages, the one that was pinned last first. */
  List<Message> pinned(ConversationId conversation);

  /** The messages with the reader's star that they still may see; the newest first. */
  Page<Message> starred(UserId reader, PageRequest page);

  /**
   * Messages of all conversations where the reader is a member, as far as they may see them and did
   * not delete them for themselves; the newest first, tombstones included.
   */
  Page<Message> across(UserId reader, Filter filter, PageRequest page);

  /** Which messages: each condition holds where it is given; {@code from <= createdAt < to}. */
  record Filter(
      Optional<ConversationId> conversation, Optional<UserId> sender, Instant from, Instant to) {}

  /**
   * The texts that hold a word beginning with each of {@code words}, without regard to case, of
   * those that {@link #across} finds; the newest first.
   */
  Page<Message> search(
      UserId reader, List<String> words, Optional<ConversationId> conversation, PageRequest page);

  /**
   * Messages of {@code sender}, wherever they sent them, that are not deleted yet, conversation by
   * conversation; those after {@code last}.
   */
  List<Message> undeleted(UserId sender, Optional<Message> last, int limit);
}
