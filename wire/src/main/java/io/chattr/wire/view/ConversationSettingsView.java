package io.chattr.wire.view;

import io.chattr.domain.conversation.ConversationSettings;

/** How somebody keeps a conversation in their own list. */
public record ConversationSettingsView(boolean muted, boolean archived, boolean pinned) {

  public static ConversationSettingsView of(ConversationSettings settings) {
    return new ConversationSettingsView(settings.muted(), settings.archived(), settings.pinned());
  }
}
