package io.chattr.application.presence;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;

/** Something that is told now or never. */
public sealed interface Whisper {

  /** Whom it is about. */
  UserId user();

  /** Somebody begins to type, types on, or stops. */
  record TypingChanged(ConversationId conversation, UserId user, boolean typing)
      implements Whisper {}

  /** Somebody has come, or has gone; {@code lastSeen} is when they were there last. */
  record PresenceChanged(UserId user, boolean online, Instant lastSeen) implements Whisper {}
}
