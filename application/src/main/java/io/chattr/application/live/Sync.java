package io.chattr.application.live;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.message.MarkMessages;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * A client catches up: takes the present cursor, loads its lists, and then asks what came since, as
 * often as it likes and on as many devices as it likes.
 */
public final class Sync {
  public static final int MAX_LIMIT = 500;

  private final Journal journal;
  private final LiveEvents live;
  private final MarkMessages marks;
  private final Conversations conversations;

  @Inject
  public Sync(Journal journal, LiveEvents live, MarkMessages marks, Conversations conversations) {
    this.journal = journal;
    this.live = live;
    this.marks = marks;
    this.conversations = conversations;
  }

  public record Query(UserId reader, Optional<Cursor> cursor, int limit) {
    public Query {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw Rejected.value("limit", INVALID_VALUE, "must be 1 to " + MAX_LIMIT);
      }
    }
  }

  /**
   * What came after a cursor.
   *
   * @param unread how much is unread now in each conversation where the events may have changed it
   */
  public record Answer(LiveEvents.Page page, List<Unread> unread) {}

  /** What came after the cursor; without one, the present cursor and no events. */
  public Answer handle(Query query) {
    if (query.cursor().isEmpty()) {
      return new Answer(new LiveEvents.Page(List.of(), journal.head(), true, false), List.of());
    }
    Cursor cursor = query.cursor().get();
    LiveEvents.Page page = live.after(query.reader(), cursor, query.limit());
    if (!page.reset()) {
      // Who shows a cursor has all that is before it.
      marks.deliveredUpTo(query.reader(), cursor.position());
    }
    return new Answer(page, unread(query.reader(), page.events()));
  }

  private List<Unread> unread(UserId reader, List<Notice> events) {
    return events.stream()
        .flatMap(notice -> notice.touchesUnreadOf(reader).stream())
        .distinct()
        .flatMap(seat -> conversations.unread(seat).stream())
        .toList();
  }
}
