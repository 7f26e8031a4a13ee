package io.chattr.adapter.memory;

import io.chattr.domain.content.Content;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message, what it held before, and who reacted to it. */
final class Shelf {
  private final List<Replaced> earlier = new ArrayList<>();
  final Map<UserId, Set<Emoji>> reactions = new HashMap<>();
  // Of its posting.
  final long position;
  Message message;

  /** What it held, since when, and the position at which that ended. */
  private record Replaced(EarlierVersion version, long position) {}

  Shelf(Message message) {
    this.message = message;
    this.position = message.version();
  }

  void edit(Message edited) {
    earlier.add(
        new Replaced(
            new EarlierVersion(message.content(), message.editedAt().orElse(message.createdAt())),
            edited.version()));
    message = edited;
  }

  /** Nothing of it stays but its place. */
  void delete(Message tombstone) {
    earlier.clear();
    reactions.clear();
    message = tombstone;
  }

  void react(Message counted, UserId user, Set<Emoji> emojis) {
    if (emojis.isEmpty()) {
      reactions.remove(user);
    } else {
      reactions.put(user, emojis);
    }
    message = counted;
  }

  Set<Emoji> reactions(UserId user) {
    return reactions.getOrDefault(user, Set.of());
  }

  List<EarlierVersion> versions() {
    return earlier.stream().map(Replaced::version).toList();
  }

  Optional<Content> contentAt(long position) {
    return earlier.stream()
        .filter(replaced -> replaced.position() > position)
        .findFirst()
        .map(replaced -> replaced.version().content());
  }
}
