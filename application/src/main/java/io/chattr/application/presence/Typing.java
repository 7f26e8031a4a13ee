package io.chattr.application.presence;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Presences;
import io.chattr.application.presence.Whisper.TypingChanged;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who is typing, and where. It ends with a message, with the membership, with the connection, when
 * somebody says so, and by itself after {@value #LEASE_SECONDS} seconds without a word.
 *
 * <p>However often somebody says that they type, the others are told when they begin, at most once
 * a second, and every {@value #AGAIN_SECONDS} seconds while they go on; and once when they stop.
 */
public final class Typing {
  /** For which a word is good. */
  public static final int LEASE_SECONDS = 6;

  /** After which the next word is told again. */
  public static final int AGAIN_SECONDS = 3;

  private static final long LEASE = Duration.ofSeconds(LEASE_SECONDS).toNanos();
  private static final long AGAIN = Duration.ofSeconds(AGAIN_SECONDS).toNanos();
  private static final long REST = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private final Conversations conversations;
  private final Whispers whispers;
  private final Timing timing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Seat, Lease> leases = new HashMap<>();

  public Typing(Conversations conversations, Whispers whispers, Timing timing) {
    this.conversations = conversations;
    this.whispers = whispers;
    this.timing = timing;
  }

  /** Under the lock. */
  private static final class Lease {
    private List<UserId> audience = List.of();
    private String connection = "";
    private boolean types;
    private long until;
    private boolean told;
    private long toldAt;
    private boolean everTold;
    private long alarmAt = NEVER;
  }

  /**
   * Somebody says that they type.
   *
   * @param connection the one on which they say so, and which is not told
   */
  public void begin(Seat seat, String connection) {
    if (renewed(seat, connection)) {
      return;
    }
    List<UserId> audience = audience(seat);
    lock.lock();
    try {
      Lease lease = leases.computeIfAbsent(seat, unknown -> new Lease());
      lease.audience = audience;
      lease.connection = connection;
      lease.types = true;
      lease.until = timing.nanos() + LEASE;
      // Told again to those who may have missed it.
      lease.told &= timing.nanos() - lease.toldAt < AGAIN;
      settle(seat, lease);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was told a moment ago, so that nothing has to be looked up. */
  private boolean renewed(Seat seat, String connection) {
    lock.lock();
    try {
      Lease lease = leases.get(seat);
      long now = timing.nanos();
      if (lease == null || !lease.types || (lease.told && now - lease.toldAt >= AGAIN)) {
        return false;
      }
      lease.until = now + LEASE;
      lease.connection = connection;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private List<UserId> audience(Seat seat) {
    Standing standing = conversations.standing(seat).orElseThrow(Typing::missing);
    if (standing.isBlocked()) {
      return List.of();
    }
    Conversation conversation =
        conversations.find(seat.conversation()).orElseThrow(Typing::missing);
    List<Member> members = conversation.members();
    return members.size() > Presences.LARGEST_GROUP
        ? List.of()
        : members.stream().map(Member::user).toList();
  }

  /** Somebody says that they stop; harmless when they do not type. Does not block. */
  public void end(Seat seat) {
    lock.lock();
    try {
      Lease lease = leases.get(seat);
      if (lease != null) {
        lease.types = false;
        settle(seat, lease);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The same when their connection has ended, and it is the one on which they typed last. */
  public void end(Seat seat, String connection) {
    lock.lock();
    try {
      Lease lease = leases.get(seat);
      if (lease != null && lease.connection.equals(connection)) {
        end(seat);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something has happened. */
  public void hear(DomainEvent event) {
    if (event instanceof MessagePosted posted) {
      end(new Seat(posted.conversation(), posted.message().sender()));
    } else if (event instanceof MemberRemoved removed) {
      end(new Seat(removed.conversation(), removed.member()));
    }
  }

  /** Tells what is to be told, and sees to it that this is asked again in time. */
  private void settle(Seat seat, Lease lease) {
    long now = timing.nanos();
    if (lease.types && now >= lease.until) {
      lease.types = false;
    }
    boolean rested = !lease.everTold || now - lease.toldAt >= REST;
    if (lease.types && rested && !lease.told) {
      lease.told = true;
      lease.everTold = true;
      lease.toldAt = now;
      tell(seat, lease);
    } else if (!lease.types && lease.told) {
      lease.told = false;
      tell(seat, lease);
    }
    if (!lease.types && rested) {
      leases.remove(seat);
    } else {
      alarm(seat, lease, lease.types && lease.told ? lease.until : lease.toldAt + REST);
    }
  }

  private void alarm(Seat seat, Lease lease, long at) {
    if (at < lease.alarmAt) {
      lease.alarmAt = at;
      timing.after(Duration.ofNanos(at - timing.nanos()), () -> ring(seat, lease));
    }
  }

  private void ring(Seat seat, Lease lease) {
    lock.lock();
    try {
      lease.alarmAt = NEVER;
      if (leases.get(seat) == lease) {
        settle(seat, lease);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(Seat seat, Lease lease) {
    whispers.tell(
        lease.audience,
        new TypingChanged(seat.conversation(), seat.user(), lease.types),
        lease.connection);
  }

  /** How many type, or did a moment ago. */
  public int size() {
    lock.lock();
    try {
      return leases.size();
    } finally {
      lock.unlock();
    }
  }

  private static Rejected missing() {
    return new Rejected(new NotFound("conversation"));
  }
}
