package io.chattr.adapter.memory;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.people.UserSettings;
import java.util.HashSet;
import java.util.Set;

/** What is kept for one person: their part of the log, where they are or were, and their marks. */
final class Person {
  final Stream stream = new Stream();
  final Set<ConversationId> rooms = new HashSet<>();
  final Set<MessageId> hidden = new HashSet<>();
  final Set<MessageId> starred = new HashSet<>();
  UserSettings settings = UserSettings.defaults();
  long settingsVersion;
}
