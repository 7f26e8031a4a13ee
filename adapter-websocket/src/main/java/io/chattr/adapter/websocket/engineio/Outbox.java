package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that wait for the transport, in order and bounded. */
final class Outbox {
  private static final int LOW_WATER_FRACTION = 4;

  private final int maxFrames;
  private final int maxBytes;
  // Absent while nothing waits: most connections are idle most of the time.
  private @Nullable ArrayDeque<Frame> frames;
  private long bytes;

  Outbox(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /** Takes all of {@code added} or nothing; an empty outbox takes a batch of any size. */
  boolean add(List<Frame> added) {
    long size = 0;
    for (Frame frame : added) {
      size += frame.size();
    }
    if (frames != null && (frames.size() + added.size() > maxFrames || bytes + size > maxBytes)) {
      return false;
    }
    added.forEach(this::force);
    return true;
  }

  /** Takes {@code frame} beyond the bound: the protocol's own, of which there are few. */
  void force(Frame frame) {
    if (frames == null) {
      frames = new ArrayDeque<>(2);
    }
    frames.add(frame);
    bytes += frame.size();
  }

  @Nullable Frame poll() {
    if (frames == null) {
      return null;
    }
    Frame frame = frames.remove();
    bytes -= frame.size();
    if (frames.isEmpty()) {
      frames = null;
    }
    return frame;
  }

  void clear() {
    frames = null;
    bytes = 0;
  }

  boolean isEmpty() {
    return frames == null;
  }

  /** Whether so little waits that a writer who paused may go on. */
  boolean isLow() {
    return frames == null
        || (frames.size() <= maxFrames / LOW_WATER_FRACTION
            && bytes <= maxBytes / LOW_WATER_FRACTION);
  }

  Backlog backlog() {
    return new Backlog(frames == null ? 0 : frames.size(), bytes);
  }
}
