package io.chattr.application.port;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import java.util.List;

/**
 * A piece of the log as one reader sees it.
 *
 * @param cursor where to go on
 * @param complete whether nothing was left out: false means there is more at once
 * @param reset whether the log cannot tell what the reader missed, who must load everything afresh
 */
public record Catchup(List<Logged> events, Cursor cursor, boolean complete, boolean reset) {

  public Catchup {
    events = List.copyOf(events);
  }

  /** Start afresh from {@code head}. */
  public static Catchup reset(Cursor head) {
    return new Catchup(List.of(), head, true, true);
  }
}
