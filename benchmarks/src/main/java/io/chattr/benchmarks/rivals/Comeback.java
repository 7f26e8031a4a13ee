package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Many people who are cut off, miss something, and come back, all at once. Who recovers has to be
 * called what they were called before, and to hear exactly what they missed; of the others only the
 * connection is waited for.
 */
final class Comeback implements AutoCloseable {
  private static final int SECONDS_TO_ARRIVE = 120;
  private static final int SECONDS_TO_REST = 30;
  private static final int MILLIS_WATCHED = 500;
  // Hundredths of a second of a processor.
  private static final int BUSY = 5;
  // No more handshakes than the kernel queues for either server: beyond, it drops them for a
  // second.
  private static final int AT_ONCE = 250;

  private final Rival rival;
  private final boolean recovers;
  private final List<Rival.Circle> circles;
  private final int missed;
  private final List<Person> people = new ArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger back = new AtomicInteger();
  private ClientLoop loop;
  private long posted;
  private long began;
  private volatile long ended;
  private volatile @Nullable Throwable failure;

  Comeback(Rival rival, boolean recovers, int groups, int size, int missed) throws Exception {
    this.rival = rival;
    this.recovers = recovers;
    this.missed = missed;
    this.circles = rival.enrol(groups, size);
    this.loop = ClientLoop.start();
  }

  private static final class Person implements PacketListener {
    private final String auth;
    private final Runnable hearing;
    private String offset = "";
    private String admission = "";

    private Person(String auth, Runnable hearing) {
      this.auth = auth;
      this.hearing = hearing;
    }

    @Override
    public void hear(ChatClient client, String packet) {
      if (packet.startsWith(Messages.NEW_MESSAGE)) {
        offset = Messages.offset(packet);
        hearing.run();
      }
    }
  }

  /** From the first connect until the last one is back. */
  Duration measure() throws Exception {
    people.clear();
    for (Rival.Circle circle : circles) {
      circle.members().forEach(auth -> people.add(new Person(auth, this::hears)));
    }
    List<ChatClient> clients =
        Clients.connect(
            loop, rival.port(), people.stream().map(one -> one.auth).toList(), people::get);
    for (int i = 0; i < clients.size(); i++) {
      people.get(i).admission = clients.get(i).admission();
    }
    ChatClient keeper =
        Clients.connect(
                loop, rival.port(), List.of(circles.get(0).keeper()), i -> acknowledgements())
            .get(0);
    post(keeper, 1);
    await(heard::get, people.size());
    rest();
    loop.ask(
        () -> {
          clients.forEach(Comeback::cut);
          return true;
        });
    post(keeper, missed);
    Thread.sleep(1_000);
    return comeBack();
  }

  /** Until the server has nothing more to do with those who came, or seems never to have. */
  private void rest() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_REST);
    long used = Long.MAX_VALUE;
    while (used > BUSY && System.nanoTime() < end) {
      Cpu before = Cpu.now(rival.pid());
      Thread.sleep(MILLIS_WATCHED);
      used = Cpu.now(rival.pid()).since(before).server();
    }
  }

  private PacketListener acknowledgements() {
    return new PacketListener() {
      @Override
      public boolean skim(ByteBuffer packet) {
        if (!Messages.isAcknowledgement(packet)) {
          return false;
        }
        acknowledged.incrementAndGet();
        return true;
      }

      @Override
      public void hear(ChatClient client, String packet) {
        // It hears what it says itself.
      }
    };
  }

  private void hears() {
    heard.incrementAndGet();
    look();
  }

  /** Posts so many messages to each group, and returns when they are stored. */
  private void post(ChatClient keeper, int each) throws Exception {
    acknowledged.set(0);
    heard.set(0);
    loop.ask(
        () -> {
          for (int i = 0; i < each; i++) {
            for (Rival.Circle circle : circles) {
              send(keeper, Messages.post(circle.id(), posted++));
            }
          }
          return true;
        });
    await(acknowledged::get, each * circles.size());
  }

  private Duration comeBack() throws Exception {
    heard.set(0);
    back.set(0);
    ended = 0;
    began = System.nanoTime();
    for (int i = 0; i < Math.min(AT_ONCE, people.size()); i++) {
      comeBack(i);
    }
    await(() -> ended == 0 ? 0 : 1, 1);
    if (recovers && heard.get() != missed * people.size()) {
      throw new IllegalStateException("More was heard than missed");
    }
    Duration took = Duration.ofNanos(ended - began);
    loop.close();
    loop = ClientLoop.start();
    return took;
  }

  private void comeBack(int number) {
    Person person = people.get(number);
    String auth =
        recovers ? rival.returning(person.auth, person.admission, person.offset) : person.auth;
    var unused =
        loop.connect(rival.port(), auth, person)
            .thenAccept(
                client -> {
                  if (recovers
                      && !Ours.pid(client.admission()).equals(Ours.pid(person.admission))) {
                    throw new IllegalStateException("Not recovered: " + client.admission());
                  }
                  back.incrementAndGet();
                  look();
                  if (number + AT_ONCE < people.size()) {
                    comeBack(number + AT_ONCE);
                  }
                })
            .exceptionally(
                cause -> {
                  failure = cause;
                  return null;
                });
  }

  /** On the clients' thread. */
  private void look() {
    if (ended == 0
        && back.get() == people.size()
        && (!recovers || heard.get() >= missed * people.size())) {
      ended = System.nanoTime();
    }
  }

  private void await(IntSupplier count, int expected) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ARRIVE);
    while (count.getAsInt() < expected) {
      loop.check();
      if (failure != null) {
        throw new IllegalStateException("A client did not come back", failure);
      }
      if (System.nanoTime() > end) {
        throw new TimeoutException(
            rival.name() + ": " + count.getAsInt() + " of " + expected + " arrived");
      }
      Thread.sleep(1);
    }
  }

  private static void send(ChatClient client, String packet) {
    try {
      client.send(packet);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void cut(ChatClient client) {
    try {
      client.cut();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
