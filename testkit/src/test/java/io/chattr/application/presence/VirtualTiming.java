package io.chattr.application.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
final class VirtualTiming implements Timing {
  static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

  private record Appointment(long at, long order, Runnable action) {}

  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(
          Comparator.comparingLong(Appointment::at).thenComparingLong(Appointment::order));
  private long nanos;
  private long made;

  @Override
  public Instant now() {
    return BEGIN.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    appointments.add(new Appointment(nanos + delay.toNanos(), made++, action));
  }

  /** Whatever is due by then happens, at its time. */
  void pass(Duration duration) {
    long end = nanos + duration.toNanos();
    while (!appointments.isEmpty() && appointments.peek().at() <= end) {
      Appointment next = appointments.remove();
      nanos = Math.max(nanos, next.at());
      next.action().run();
    }
    nanos = end;
  }

  void pass(double seconds) {
    pass(Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  int appointments() {
    return appointments.size();
  }
}
