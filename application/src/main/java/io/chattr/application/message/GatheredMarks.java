package io.chattr.application.message;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Marks;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The marks of groups, which hear of them in one event a round at most: the first mark after a
 * quiet round is made at once, and those that follow wait for the end of the round and are made
 * together. Each is durable when its future completes.
 */
final class GatheredMarks implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GatheredMarks.class.getName());

  /** Rounds of one group follow each other; those of several wait for their commits together. */
  private static final int THREADS = 4;

  private final Conversations conversations;
  private final Journal journal;
  private final Duration round;
  private final ScheduledExecutorService timer;
  private final ReentrantLock lock = new ReentrantLock();
  // Of each group that was marked in this round or the one before: what waits for the next.
  private final Map<ConversationId, List<Waiting>> rounds = new HashMap<>();

  private record Waiting(
      Seat seat,
      Function<Progress, Decision<Watermarks>> mark,
      CompletableFuture<Committed<Watermarks>> answer) {}

  GatheredMarks(Conversations conversations, Journal journal, Duration round) {
    this.conversations = conversations;
    this.journal = journal;
    this.round = round;
    this.timer =
        Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("chattr-marks-", 1).daemon().factory());
  }

  /** {@code mark} is decided when its round ends, on what is true then. */
  CompletableFuture<Committed<Watermarks>> mark(
      Seat seat, Function<Progress, Decision<Watermarks>> mark) {
    var waiting = new Waiting(seat, mark, new CompletableFuture<>());
    if (round.isZero()) {
      commit(List.of(waiting));
    } else if (isFirst(waiting)) {
      commit(List.of(waiting));
      endRound(seat.conversation());
    }
    return waiting.answer();
  }

  private boolean isFirst(Waiting waiting) {
    lock.lock();
    try {
      List<Waiting> others = rounds.get(waiting.seat().conversation());
      if (others == null) {
        rounds.put(waiting.seat().conversation(), new ArrayList<>());
        return true;
      }
      others.add(waiting);
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void endRound(ConversationId conversation) {
    try {
      var unused =
          timer.schedule(() -> next(conversation), round.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      next(conversation);
    }
  }

  /** Makes what waited, which begins another round, or forgets a group that is quiet. */
  private void next(ConversationId conversation) {
    List<Waiting> waited;
    lock.lock();
    try {
      waited = List.copyOf(rounds.getOrDefault(conversation, List.of()));
      if (waited.isEmpty()) {
        rounds.remove(conversation);
      } else {
        rounds.put(conversation, new ArrayList<>());
      }
    } finally {
      lock.unlock();
    }
    if (!waited.isEmpty()) {
      commit(waited);
      endRound(conversation);
    }
  }

  private void commit(List<Waiting> together) {
    try {
      Committed<Map<Waiting, Watermarks>> made = journal.commit(() -> decide(together));
      for (Waiting waiting : together) {
        Watermarks reached = made.value().get(waiting);
        if (reached == null) {
          waiting.answer().completeExceptionally(new Rejected(new NotFound("message")));
        } else {
          waiting.answer().complete(new Committed<>(reached, made.repeated()));
        }
      }
    } catch (RuntimeException failure) {
      together.forEach(waiting -> waiting.answer().completeExceptionally(failure));
    }
  }

  private Decision<Map<Waiting, Watermarks>> decide(List<Waiting> together) {
    var marks = new Marks<Waiting>();
    for (Waiting waiting : together) {
      marks
          .after(waiting.seat())
          .or(() -> conversations.progress(waiting.seat()))
          .ifPresent(progress -> add(marks, waiting, progress));
    }
    return marks.together();
  }

  /** One that is refused fails alone: it gets no answer. */
  private static void add(Marks<Waiting> marks, Waiting waiting, Progress progress) {
    try {
      marks.add(waiting, progress, waiting.mark().apply(progress));
    } catch (Rejected gone) {
      LOG.log(Level.DEBUG, "A mark came too late", gone);
    }
  }

  /** Makes what waits, at once. */
  @Override
  public void close() {
    timer.shutdownNow();
    List<ConversationId> open;
    lock.lock();
    try {
      open = List.copyOf(rounds.keySet());
    } finally {
      lock.unlock();
    }
    open.forEach(this::flush);
  }

  private void flush(ConversationId conversation) {
    List<Waiting> waited;
    lock.lock();
    try {
      List<Waiting> last = rounds.remove(conversation);
      waited = last == null ? List.of() : last;
    } finally {
      lock.unlock();
    }
    if (!waited.isEmpty()) {
      commit(waited);
    }
  }
}
