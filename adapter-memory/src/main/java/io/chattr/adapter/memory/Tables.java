package io.chattr.adapter.memory;

import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** What a database would keep; whoever looks holds the lock. */
final class Tables {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  final Map<ConversationId, Room> rooms = new HashMap<>();
  final Map<UserPair, ConversationId> directs = new HashMap<>();
  final Map<MessageId, Shelf> shelves = new HashMap<>();
  final Map<UUID, Once> done = new HashMap<>();
  final Map<UserPair, Relation> relations = new HashMap<>();
  final Map<FriendRequestId, FriendRequest> requests = new HashMap<>();
  final Map<UserId, Person> people = new HashMap<>();
  final TreeMap<Long, Entry> log = new TreeMap<>();
  long position;

  <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  <T> T writing(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  Person person(UserId user) {
    return people.computeIfAbsent(user, id -> new Person());
  }

  Shelf shelf(MessageId message) {
    return Objects.requireNonNull(shelves.get(message), "no such message");
  }

  Relation relation(UserPair pair) {
    Relation present = relations.get(pair);
    return present == null ? Relation.none(pair) : present;
  }
}
