package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Connections that come, go and are closed, in numbers. */
class ChatSocketsIT {
  private final MemoryStore store = new MemoryStore();

  static void await(BooleanSupplier condition) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(Race.PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(patience);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Everybody exists; whose profile was asked for is remembered. */
  private static final class Curious implements Directory {
    private final Directory everyone = Directory.ofEveryone();
    private final Set<UserId> shown = ConcurrentHashMap.newKeySet();

    @Override
    public Page<Profile> search(String query, PageRequest page) {
      return everyone.search(query, page);
    }

    @Override
    public Map<String, UserId> named(Collection<String> usernames) {
      return everyone.named(usernames);
    }

    @Override
    public Map<UserId, Profile> profiles(Collection<UserId> users) {
      shown.addAll(users);
      return everyone.profiles(users);
    }
  }

  @Test
  void connections_that_have_gone_leave_nobody_listening() throws Exception {
    List<UserId> people = Stream.generate(() -> Fresh.person("p")).limit(40).toList();
    UserId last = Fresh.person("last");
    var directory = new Curious();
    try (var server =
        ChatServer.start(
            ChatServer.Setup.over(store).chattr(chattr -> chattr.directory(directory)))) {
      ConversationId room = server.direct(people.get(0), people.get(1)).id();
      Race.of(
          4,
          runner ->
              (Callable<Void>)
                  () -> {
                    for (int i = 0; i < 250; i++) {
                      comesAndGoes(server, people.get(i % people.size()), i);
                      server.post(people.get(0), room, "hello");
                    }
                    return null;
                  });
      await(() -> server.sockets().size() == 0 && server.sockets().joined() == 0);
      // Waits for what the last ones left to do.
      server.sockets().close();
      directory.shown.clear();

      var heard = new CountDownLatch(1);
      server.chattr().liveEvents().subscribe(last, notice -> heard.countDown());
      for (UserId person : people) {
        UserId stranger = Fresh.person("stranger");
        var befriend = server.chattr().befriend();
        befriend.reject(befriend.request(person, stranger).value().id(), stranger);
      }
      server.direct(last, Fresh.person("other"));

      assertThat(heard.await(Race.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      // An event's people are looked up for the first who listens, and for nobody else.
      assertThat(directory.shown).doesNotContainAnyElementsOf(people);
    }
  }

  private static void comesAndGoes(ChatServer server, UserId user, int how) {
    ChatClient client = server.open().connects(user);
    switch (how % 5) {
      // Before the answer has come.
      case 0 -> client.cut();
      case 1 -> {
        client.isLetIn();
        client.closes();
      }
      case 2 -> {
        for (int i = 0; i < 20; i++) {
          client.isLetIn();
          client.says("41").connects(user);
        }
        client.cut();
      }
      case 3 -> {
        String pid = client.isLetIn();
        client.cut();
        server.open().comesBack(user, pid, null).cut();
      }
      default -> {
        client.isLetIn();
        client.says("4nonsense").closed();
      }
    }
  }

  @Test
  void a_server_that_stops_closes_everybody_with_a_reason_and_lets_nobody_in() {
    var server = ChatServer.start(ChatServer.Setup.over(store));
    UserId ann = Fresh.person("ann");
    ConversationId room = server.direct(ann, Fresh.person("ben")).id();
    var clients = new ArrayList<ChatClient>();
    for (int i = 0; i < 20; i++) {
      ChatClient client = server.join(ann);
      for (int j = 0; j < 30; j++) {
        client.tells(
            "send_message",
            "{\"conversationId\":\"%s\",\"content\":\"%d-%d\"}".formatted(room, i, j));
      }
      clients.add(client);
    }

    server.sockets().close();

    for (ChatClient client : clients) {
      assertThat(client.closed()).isEqualTo("1001 server shutting down");
    }
    assertThat(server.open().connects(ann).closed()).isEqualTo("1001 server shutting down");
    assertThat(server.sockets().size()).isZero();
    server.close();
  }
}
