package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** People who speak one vocabulary, and a record of what they say and hear. */
final class Cast {
  private static final String END = "the end";

  private final Map<UserId, ChatClient> clients = new HashMap<>();
  private final Set<String> carriedOut = new TreeSet<>();
  private final Set<String> told = new TreeSet<>();
  private final ChatServer server;
  private final String channel;
  private final String vocabulary;

  Cast(ChatServer server, String channel, Vocabulary vocabulary) {
    this.server = server;
    this.channel = channel;
    this.vocabulary = vocabulary.word();
  }

  /** The commands that were. */
  Set<String> carriedOut() {
    return carriedOut;
  }

  /** The names of the events that were. */
  Set<String> told() {
    return told;
  }

  void comes(UserId person) {
    ChatClient client =
        server
            .open()
            .connects(
                ChatClient.JSON
                    .createObjectNode()
                    .put("token", person.value())
                    .put("vocabulary", vocabulary));
    client.isLetIn();
    clients.put(person, client);
  }

  void goes(UserId person) {
    clients.remove(person).closes();
  }

  ChatClient client(UserId person) {
    return clients.get(person);
  }

  /** What a command that is carried out is answered with; single quotes stand for double ones. */
  JsonNode say(UserId person, String command, String form, Object... parts) {
    String json = form.formatted(parts).replace('\'', '"');
    SocketDocument.check(channel, command, ChatClient.json(json));
    JsonNode answer = client(person).asks(command, json);
    assertThat(answer.get("ok").booleanValue()).as(command + " " + answer).isTrue();
    carriedOut.add(command);
    return answer.get("data");
  }

  /** Something else was heard. */
  void hears(Heard heard) {
    told.add(heard.name());
  }

  /** Hears everything up to this event. */
  void hears(UserId person, String name) {
    hearsUpTo(person, heard -> heard.name().equals(name));
  }

  private void hearsUpTo(UserId person, Predicate<Heard> last) {
    Heard heard;
    do {
      heard = client(person).hears();
      hears(heard);
    } while (!last.test(heard));
  }

  /** The same of presence and typing. */
  void hearsWhisper(UserId person, String name) {
    Heard heard;
    do {
      heard = client(person).hearsWhisper();
      hears(heard);
    } while (!heard.name().equals(name));
  }

  void hearsUnread(UserId person) {
    hears(client(person).hearsUnread());
  }

  /** Says a last word to oneself, and hears everything up to it. */
  void hearsAll(UserId person) {
    var other = Fresh.person("other");
    server.post(person, server.direct(person, other).id(), END);
    hearsUpTo(person, heard -> heard.data().toString().contains(END));
  }
}
