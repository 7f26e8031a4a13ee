package io.chattr.adapter.websocket.engineio;

import java.time.Duration;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;

/** A timer whose time passes when a test says so, for one thread at a time that does. */
public final class VirtualTime implements Timer {
  private record Appointment(long at, Runnable action) {}

  private final Queue<Appointment> appointments =
      new PriorityBlockingQueue<>(11, Comparator.comparingLong(Appointment::at));
  private volatile long now;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Alarm at(long nanos, Runnable action) {
    var appointment = new Appointment(nanos, action);
    appointments.add(appointment);
    return () -> appointments.remove(appointment);
  }

  public void pass(Duration duration) {
    long end = now + duration.toNanos();
    while (!appointments.isEmpty() && appointments.peek().at() <= end) {
      Appointment next = appointments.remove();
      now = Math.max(now, next.at());
      next.action().run();
    }
    now = end;
  }

  public int appointments() {
    return appointments.size();
  }
}
