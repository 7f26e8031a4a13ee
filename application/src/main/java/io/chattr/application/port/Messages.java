package io.chattr.application.port;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages as they are now. */
public interface Messages {
  Optional<Message> find(MessageId id);

  Optional<Message> find(ConversationId conversation, long seq);

  /**
   * The messages in {@code range}, in order of seq; where more match than its limit, those at its
   * near end.
   */
  List<Message> list(ConversationId conversation, Range range);

  /**
   * Messages with {@code after < seq < before} and {@code from <= createdAt < to}.
   *
   * @param newestFirst whether the near end, where a limited list begins, is that of the newest
   */
  record Range(long after, long before, Instant from, Instant to, boolean newestFirst, int limit) {}
}
