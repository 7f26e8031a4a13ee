package io.chattr.wire.view;

import io.chattr.application.live.Sync;
import java.util.List;

/** What came after a cursor. */
public record SyncView(
    List<EventView> events,
    String cursor,
    boolean complete,
    boolean reset,
    List<UnreadView> unread) {

  public SyncView {
    events = List.copyOf(events);
    unread = List.copyOf(unread);
  }

  public static SyncView of(Sync.Answer answer) {
    return new SyncView(
        answer.page().events().stream().map(EventView::of).toList(),
        answer.page().cursor().toString(),
        answer.page().complete(),
        answer.page().reset(),
        answer.unread().stream().map(UnreadView::of).toList());
  }
}
