package io.chattr.wire.view;

import io.chattr.application.presence.Availability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody is there, and when they were last: now, while they are. */
public record PresenceView(boolean online, @Nullable Instant lastSeenAt) {
  public static PresenceView of(Availability availability) {
    return new PresenceView(availability.online(), availability.lastSeen().orElse(null));
  }
}
