package io.chattr.benchmarks.client;

import java.nio.ByteBuffer;

/** Hears what a client hears, on the thread of its loop. */
@FunctionalInterface
public interface PacketListener {

  /** {@code packet} is an event ({@code 42…}) or an acknowledgement ({@code 43…}), as it came. */
  void hear(ChatClient client, String packet);

  /**
   * Given the packet's bytes first, which are those of a buffer that is used again; true when they
   * were enough, and nobody needs it as text.
   */
  default boolean skim(ByteBuffer packet) {
    return false;
  }

  static PacketListener none() {
    return (client, packet) -> {};
  }
}
