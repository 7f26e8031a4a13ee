package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Connects many clients, some at a time. */
final class Clients {
  private static final int AT_ONCE = 100;
  private static final int SECONDS_TO_CONNECT = 60;

  private Clients() {}

  /** One for each of {@code auths}, in their order. */
  static List<ChatClient> connect(
      ClientLoop loop, int port, List<String> auths, IntFunction<PacketListener> listeners)
      throws Exception {
    var connected = new ArrayList<ChatClient>();
    Deque<CompletableFuture<ChatClient>> joining = new ArrayDeque<>();
    for (int i = 0; i < auths.size(); i++) {
      joining.add(loop.connect(port, auths.get(i), listeners.apply(i)));
      if (joining.size() == AT_ONCE) {
        connected.add(joining.remove().get(SECONDS_TO_CONNECT, TimeUnit.SECONDS));
      }
    }
    for (CompletableFuture<ChatClient> one : joining) {
      connected.add(one.get(SECONDS_TO_CONNECT, TimeUnit.SECONDS));
    }
    return connected;
  }
}
