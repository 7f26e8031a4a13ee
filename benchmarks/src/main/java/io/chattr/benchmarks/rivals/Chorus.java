package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * A group whose members all hear what any of them says, and say the next thing as soon as all have
 * heard an earlier one. They speak in turn. For the clients' thread.
 */
final class Chorus {
  private final String group;
  private final int size;
  private final BitSet numbers = new BitSet();
  private List<ChatClient> members = List.of();
  // How many have heard what was sent as number n, at n modulo the window's size.
  private int[] heardBy = {};
  private boolean singing;
  private long sent;
  private long done;
  private long acknowledged;
  private long deliveries;
  private long bytes;

  private Chorus(String group, int size) {
    this.group = group;
    this.size = size;
  }

  static Chorus of(Rival rival, Rival.Circle circle, ClientLoop loop) throws Exception {
    var chorus = new Chorus(circle.id(), circle.members().size());
    List<ChatClient> members =
        Clients.connect(loop, rival.port(), circle.members(), i -> chorus.new Member(i == 0));
    return loop.ask(
        () -> {
          chorus.members = members;
          return chorus;
        });
  }

  /** Keeps {@code window} messages under way from now on; to be called while all is quiet. */
  void start(int window) {
    heardBy = new int[window];
    singing = true;
    for (int i = 0; i < window; i++) {
      send();
    }
  }

  void stop() {
    singing = false;
  }

  /** Whether all has been heard by all, and acknowledged. */
  boolean isQuiet() {
    return done == sent && acknowledged == sent;
  }

  Count count() {
    return new Count(deliveries, bytes);
  }

  /** Frames with a message that a client has read, and the bytes in them. */
  record Count(long deliveries, long bytes) {
    Count since(Count before) {
      return new Count(deliveries - before.deliveries, bytes - before.bytes);
    }
  }

  private void send() {
    long number = sent++;
    try {
      members.get((int) (number % size)).send(Messages.post(group, number));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void heard(long count, int length) {
    if (count >= sent) {
      throw new IllegalStateException("More was heard than sent");
    }
    deliveries++;
    bytes += length;
    int place = (int) (count % heardBy.length);
    heardBy[place]++;
    if (heardBy[place] == size) {
      heardBy[place] = 0;
      done++;
      if (singing) {
        send();
      }
    }
  }

  /** All hear everything in one order; only the first of them looks whether it is what was sent. */
  private final class Member implements PacketListener {
    private final boolean looks;
    private long count;

    private Member(boolean looks) {
      this.looks = looks;
    }

    @Override
    public boolean skim(ByteBuffer packet) {
      if (Messages.isNew(packet)) {
        if (looks) {
          look(Messages.number(Messages.text(packet)));
        }
        heard(count++, packet.remaining());
        return true;
      }
      if (Messages.isAcknowledgement(packet)) {
        acknowledged++;
        return true;
      }
      return false;
    }

    private void look(long number) {
      if (number >= sent || numbers.get((int) number)) {
        throw new IllegalStateException("Nobody expects message " + number);
      }
      numbers.set((int) number);
    }

    @Override
    public void hear(ChatClient client, String packet) {
      // What else the server tells: how much is unread.
    }
  }
}
