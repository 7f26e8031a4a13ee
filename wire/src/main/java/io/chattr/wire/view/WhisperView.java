package io.chattr.wire.view;

import io.chattr.application.presence.Whisper;
import io.chattr.application.presence.Whisper.PresenceChanged;
import io.chattr.application.presence.Whisper.TypingChanged;
import java.time.Instant;

/** An event in the native vocabulary that no log knows of: its name and its data. */
public record WhisperView(String type, Object data) {

  /** What somebody does in a conversation. */
  public record TypingView(String conversationId, String userId, boolean isTyping) {}

  /** Somebody, and whether they are there. */
  public record SomebodysPresence(String userId, boolean online, Instant lastSeenAt) {}

  public static WhisperView of(Whisper whisper) {
    return switch (whisper) {
      case TypingChanged changed ->
          new WhisperView(
              changed.typing() ? "typing" : "stop_typing",
              new TypingView(
                  changed.conversation().toString(), changed.user().value(), changed.typing()));
      case PresenceChanged changed ->
          new WhisperView(
              changed.online() ? "presence:online" : "presence:offline",
              new SomebodysPresence(changed.user().value(), changed.online(), changed.lastSeen()));
    };
  }
}
