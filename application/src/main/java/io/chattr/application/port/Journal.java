package io.chattr.application.port;

import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The one way to change what clients can see: decisions in, committed events out. */
public interface Journal {

  /**
   * Commits what {@code deciding} decides, whole or not at all, and returns once it is durable.
   *
   * <p>The events get the next positions of the log and, where they add a message, the next seq of
   * its conversation and a time not before its predecessor's; neither positions nor seqs ever have
   * a gap. When what the decision read has changed meanwhile, {@code deciding} is asked again. A
   * draft whose sender has used its client id before is not added: the answer is the first message
   * as it is now, or a {@code Contradiction} when the draft says something else. What {@code
   * deciding} refuses is thrown as it is and leaves no trace. Nobody hears of an event before its
   * commit.
   *
   * @throws io.chattr.domain.failure.Rejected also {@code Overloaded} when too much waits already
   *     (nothing was done), and {@code OutcomeUnknown} when the store cannot tell whether it was
   *     done
   */
  <R> Committed<R> commit(Supplier<Decision<R>> deciding);

  /**
   * What {@code reader} may see after {@code cursor}, in order, at most {@code limit} events, as
   * things are now; or a reset, when the log cannot tell what came after this cursor.
   */
  Catchup after(Cursor cursor, UserId reader, int limit);

  /** Whether {@link #after} would tell it all, without a reset, in at most {@code max} events. */
  boolean covers(Cursor cursor, UserId reader, int max);

  /**
   * Every event after {@code position}, in order, at most {@code limit}; for this node's own
   * readers.
   */
  List<Logged> read(long position, int limit);

  /** The place of the newest event that is committed; position 0 when there is none. */
  Cursor head();

  /**
   * Hands every group of events that this journal commits to {@code listener}, in order, after the
   * commit. The listener must not block, and what it throws hurts nobody else; what other nodes
   * commit it does not hear.
   */
  void onCommit(Consumer<List<Logged>> listener);

  /**
   * Drops the log's events from before {@code then}, oldest first and at most {@code limit}, and
   * answers how many; messages stay, and can still be caught up with. A reader whose cursor lies
   * before a dropped event of theirs is reset.
   */
  int forget(Instant then, int limit);
}
