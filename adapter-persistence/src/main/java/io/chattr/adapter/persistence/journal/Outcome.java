package io.chattr.adapter.persistence.journal;

import io.chattr.application.port.Committed;

/** What became of a decision that waited for its group. */
sealed interface Outcome<R> {

  record Done<R>(Committed<R> answer) implements Outcome<R> {}

  /** What it rests on has changed: it must be decided again. */
  record Stale<R>() implements Outcome<R> {}

  /** It alone was refused, or hit a defect. */
  record Failed<R>(RuntimeException failure) implements Outcome<R> {}
}
