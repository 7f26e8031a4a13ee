package io.chattr.adapter.persistence.journal;

import io.chattr.application.port.Committed;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Fingerprint;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A decision that waits for its group, and its caller who waits for the outcome. */
final class Pending<R> {
  private final Decision<R> decision;
  private final @Nullable UUID mark;
  private final @Nullable UUID digest;
  private final CompletableFuture<Outcome<R>> answered = new CompletableFuture<>();
  private @Nullable Outcome<R> outcome;

  /** Computes digests here, on the caller's thread. */
  Pending(Decision<R> decision, byte[] key) {
    this.decision = decision;
    if (decision instanceof Decision.Post post && post.draft().clientId().isPresent()) {
      Draft draft = post.draft();
      mark = Fingerprint.of(draft.sender(), draft.clientId().get());
      digest = Fingerprint.of(draft, key);
    } else {
      mark = null;
      digest = null;
    }
  }

  Decision<R> decision() {
    return decision;
  }

  /** Of the sender's own id for a message, where there is one. */
  @Nullable UUID mark() {
    return mark;
  }

  /** Of what the message says, where it has a mark. */
  @Nullable UUID digest() {
    return digest;
  }

  /** Sets what will be answered when the group is durable. */
  @SuppressWarnings("unchecked") // a Post is a Decision<Message>, a Change has an answer of its own
  void done(Object answer, boolean repeated) {
    outcome = new Outcome.Done<>(new Committed<>((R) answer, repeated));
  }

  void stale() {
    outcome = new Outcome.Stale<>();
  }

  void failed(RuntimeException failure) {
    outcome = new Outcome.Failed<>(failure);
  }

  /** Lets the caller go on. */
  void answer() {
    Outcome<R> decided = outcome;
    answered.complete(
        decided == null
            ? new Outcome.Failed<>(new IllegalStateException("A decision was passed over"))
            : decided);
  }

  Outcome<R> await() {
    return answered.join();
  }
}
