package io.chattr.benchmarks.sockets;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What was heard while it counted; written by the clients' thread. */
final class Tally {
  private static final int DIGITS = 3;

  private final Histogram received = new Histogram(DIGITS);
  private final Histogram acknowledged = new Histogram(DIGITS);
  private long delivered;
  private Duration time = Duration.ZERO;

  void received(long nanos) {
    received.recordValue(nanos);
  }

  void acknowledged(long nanos) {
    acknowledged.recordValue(nanos);
  }

  /** A message that was both acknowledged and received. */
  void delivered() {
    delivered++;
  }

  void took(Duration duration) {
    time = time.plus(duration);
  }

  double perSecond() {
    return delivered * 1e9 / time.toNanos();
  }

  Histogram untilReceived() {
    return received;
  }

  Histogram untilAcknowledged() {
    return acknowledged;
  }

  void addTo(Tally sum) {
    sum.received.add(received);
    sum.acknowledged.add(acknowledged);
    sum.delivered += delivered;
    sum.took(time);
  }
}
