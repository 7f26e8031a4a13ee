package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one person and one socket may take of the server. */
class LimitsIT {
  private static final int PER_USER = 3;
  private static final int PER_ADDRESS = 2;

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final ChatServer server = start();
  private final ConversationId room = server.direct(ann, ben).id();

  private static ChatServer start() {
    ChatServer.Setup setup = ChatServer.Setup.over(new MemoryStore());
    return ChatServer.start(
        setup.sockets(
            setup
                .sockets()
                .limits(new ChatSockets.Limits(PER_USER, PER_ADDRESS, Duration.ofSeconds(10)))
                .engine(EngineOptions.DEFAULTS.withMaxPerSecond(5))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void one_person_has_so_many_sockets_of_either_kind_and_one_more_when_one_has_gone() {
    ChatClient first = server.join(ann);
    PlainTestClient.join(server, ann);
    server.join(ann);

    assertThat(server.open().connects(ann).isRefused()).isEqualTo("rate_limited");
    PlainTestClient refused = PlainTestClient.open(server);
    assertThat(
            refused
                .asks("auth", PlainTestClient.data().put("token", ann.value()))
                .at("/problem/code")
                .textValue())
        .isEqualTo("rate_limited");
    assertThat(refused.closed()).isEqualTo("1008 rate_limited");
    assertThat(server.sockets().joined()).isEqualTo(PER_USER);
    server.join(ben);

    first.closes();
    while (server.sockets().joined() > PER_USER) {
      Thread.onSpinWait();
    }
    server.join(ann);
  }

  @Test
  void one_address_has_so_many_connections_of_either_kind_whoever_they_are() {
    ChatClient first = ChatClient.open(server.port(), "&from=192.0.2.1");
    PlainTestClient.openFrom(server, "192.0.2.1");

    assertThat(PlainTestClient.openFrom(server, "192.0.2.1").closed())
        .isEqualTo("1013 too many connections");
    PlainTestClient.openFrom(server, "192.0.2.2").shows(ben.value()).hears("log:position");

    first.closes();
    while (server.sockets().size() > 2) {
      Thread.onSpinWait();
    }
    PlainTestClient.openFrom(server, "192.0.2.1").shows(ann.value()).hears("log:position");
  }

  @Test
  void who_comes_and_is_refused_often_leaves_nothing_behind() {
    var clients = new ArrayList<ChatClient>();
    for (int i = 0; i < PER_USER; i++) {
      clients.add(server.join(ann));
    }
    for (int i = 0; i < 20; i++) {
      ChatClient client = server.open().connects(ann);
      client.isRefused();
      client.cut();
    }

    clients.forEach(ChatClient::cut);

    while (server.sockets().size() > 0 || server.sockets().joined() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void a_flood_ends_the_one_who_sends_it_and_nobody_else() {
    PlainTestClient bens = PlainTestClient.join(server, ben);
    ChatClient stock = server.join(ann);
    PlainTestClient plain = PlainTestClient.join(server, ann);
    for (int i = 0; i < 200; i++) {
      plain.says("{\"type\":\"nothing\"}");
      stock.tells("nothing");
    }

    assertThat(plain.closed()).isEqualTo("1008 too many frames");
    assertThat(stock.closed()).isEqualTo("1008 too many frames");
    server.post(ann, room, "hello");
    assertThat(bens.texts(1)).containsExactly("hello");
  }
}
