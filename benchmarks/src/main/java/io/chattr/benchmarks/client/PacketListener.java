package io.chattr.benchmarks.client;

/** Hears what a client hears, on the thread of its loop. */
@FunctionalInterface
public interface PacketListener {

  /** {@code packet} is an event ({@code 42…}) or an acknowledgement ({@code 43…}), as it came. */
  void hear(ChatClient client, String packet);

  static PacketListener none() {
    return (client, packet) -> {};
  }
}
