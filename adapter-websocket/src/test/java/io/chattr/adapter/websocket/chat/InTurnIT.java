package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.port.Messages;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.ForwardingStore;
import io.chattr.testkit.fixture.Fresh;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to be looked up for some holds up nobody else, and comes in its place. */
class InTurnIT {
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final AtomicReference<Runnable> beforeList = new AtomicReference<>(() -> {});
  private final CountDownLatch gate = new CountDownLatch(1);
  private ChatServer server;
  private ConversationId room;

  @BeforeEach
  void start() {
    var memory = new MemoryStore();
    Messages slow = slow(memory.messages());
    server =
        ChatServer.start(
            ChatServer.Setup.over(
                new ForwardingStore(memory) {
                  @Override
                  public Messages messages() {
                    return slow;
                  }
                }));
    room = server.direct(ann, ben).id();
    server.isLevel();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.close();
  }

  private Messages slow(Messages messages) {
    return (Messages)
        Proxy.newProxyInstance(
            Messages.class.getClassLoader(),
            new Class<?>[] {Messages.class},
            (proxy, method, args) -> {
              if (method.getName().equals("list")) {
                beforeList.get().run();
              }
              try {
                return method.invoke(messages, args);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  private void listsWait() {
    beforeList.set(
        () -> {
          try {
            gate.await();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        });
  }

  private ChatClient speaks(String vocabulary) {
    JsonNode auth =
        ChatClient.JSON.createObjectNode().put("token", ann.value()).put("vocabulary", vocabulary);
    return server.open().connects(auth);
  }

  private void posts(int from, int to) {
    for (int i = from; i <= to; i++) {
      server.post(ann, room, Integer.toString(i));
    }
  }

  private void benReads(long seq) {
    server
        .chattr()
        .markMessages()
        .handle(
            new MarkMessages.Command(
                ben, new MarkMessages.Target.BySeq(room, seq), MarkMessages.Mark.READ));
  }

  private static List<Heard> hears(ChatClient client, int events) {
    var heard = new ArrayList<Heard>();
    for (int i = 0; i < events; i++) {
      heard.add(client.hears());
    }
    return heard;
  }

  @ParameterizedTest
  @ValueSource(strings = {"camelCase", "auto"})
  void others_hear_what_follows_at_once_and_they_themselves_in_order(String vocabulary) {
    ChatClient waits = speaks(vocabulary);
    waits.isLetIn();
    ChatClient other = speaks("native");
    other.isLetIn();
    listsWait();

    posts(1, 3);
    benReads(3);
    posts(4, 5);

    // While nothing can be looked up.
    assertThat(hears(other, 6))
        .extracting(Heard::name)
        .containsExactly(
            "message:new",
            "message:new",
            "message:new",
            "message:status",
            "message:new",
            "message:new");
    gate.countDown();
    int forms = vocabulary.equals("auto") ? 2 : 1;
    List<String> names =
        hears(waits, 5 * forms + 3 + forms - 1).stream()
            .map(Heard::name)
            .filter(name -> !name.contains(":"))
            .toList();
    assertThat(names)
        .containsExactly(
            "newEncryptedMessage",
            "newEncryptedMessage",
            "newEncryptedMessage",
            "messageStatusUpdated",
            "messageStatusUpdated",
            "messageStatusUpdated",
            "newEncryptedMessage",
            "newEncryptedMessage");
  }

  @Test
  void where_that_fails_the_client_comes_back_and_misses_nothing() {
    ChatClient client = speaks("camelCase");
    String pid = client.isLetIn();
    posts(1, 3);
    String cursor = hears(client, 3).getLast().cursor();
    beforeList.set(
        () -> {
          throw new IllegalStateException("the store cannot be read");
        });

    benReads(3);
    posts(4, 4);
    assertThat(client.closed()).isEqualTo("1011 internal error");
    beforeList.set(() -> {});
    ChatClient back =
        server
            .open()
            .connects(
                ChatClient.JSON
                    .createObjectNode()
                    .put("token", ann.value())
                    .put("vocabulary", "camelCase")
                    .put("pid", pid)
                    .put("offset", cursor));

    assertThat(back.isLetIn()).isEqualTo(pid);
    assertThat(hears(back, 4))
        .extracting(Heard::name)
        .containsExactly(
            "messageStatusUpdated",
            "messageStatusUpdated",
            "messageStatusUpdated",
            "newEncryptedMessage");
  }

  @Test
  void for_whom_too_much_waits_comes_back() {
    ChatClient waits = speaks("camelCase");
    waits.isLetIn();
    listsWait();
    posts(1, 3);
    benReads(3);

    posts(4, 4 + InTurn.MOST);

    assertThat(waits.closed()).isEqualTo("1013 client too slow");
  }
}
