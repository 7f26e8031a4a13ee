package io.chattr.adapter.memory;

import io.chattr.domain.identity.ConversationId;
import java.util.HashSet;
import java.util.Set;

/** What is kept for one person: their part of the log, and where they are or were a member. */
final class Person {
  final Stream stream = new Stream();
  final Set<ConversationId> rooms = new HashSet<>();
}
