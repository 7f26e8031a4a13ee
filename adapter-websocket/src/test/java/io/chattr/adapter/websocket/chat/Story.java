package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Three people say everything that can be said, and hear everything that can be heard. */
final class Story {
  private static final String END = "the end";

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private final Set<String> carriedOut = new TreeSet<>();
  private final Set<String> told = new TreeSet<>();
  private final ChatServer server;
  private Map<UserId, ChatClient> clients = Map.of();

  Story(ChatServer server) {
    this.server = server;
  }

  List<UserId> people() {
    return List.of(ann, ben, cat);
  }

  /** The commands that were. */
  Set<String> carriedOut() {
    return carriedOut;
  }

  /** The names of the events that were. */
  Set<String> told() {
    return told;
  }

  void play() {
    clients = Map.of(ann, server.join(ann), ben, server.join(ben), cat, server.join(cat));
    friends();
    String room = direct();
    group();
    messages(room);
    fail();
    for (UserId person : people()) {
      hearAll(person);
    }
  }

  /** Something else was heard. */
  void hears(Heard heard) {
    told.add(heard.name());
  }

  private void friends() {
    String toBen = "{'userId':'%s'}".formatted(ben);
    say(ben, "reject_friend_request", request(say(ann, "send_friend_request", toBen)));
    say(ann, "cancel_friend_request", request(say(ann, "send_friend_request", toBen)));
    say(ben, "accept_friend_request", request(say(ann, "send_friend_request", toBen)));
    say(ann, "remove_friend", toBen);
  }

  private static String request(JsonNode asked) {
    return "{'requestId':'%s'}".formatted(asked.get("id").textValue());
  }

  private String direct() {
    String room =
        say(ann, "create_conversation", "{'type':'direct','userId':'%s'}".formatted(ben))
            .get("id")
            .textValue();
    say(ben, "join_conversation", "{'conversationId':'%s'}".formatted(room));
    say(ben, "join_conversation", "'%s'".formatted(room));
    say(ben, "leave_conversation", "'%s'".formatted(room));
    return room;
  }

  private void group() {
    String group =
        say(
                ann,
                "create_conversation",
                "{'type':'group','title':'Crew','memberIds':['%s']}".formatted(ben))
            .get("id")
            .textValue();
    String crew = "{'conversationId':'%s'".formatted(group);
    say(ann, "add_members", crew + ",'userIds':['%s']}".formatted(cat));
    say(ann, "remove_member", crew + ",'userId':'%s'}".formatted(cat));
    say(ben, "leave_group", crew + "}");
  }

  private void messages(String room) {
    String here = "{'conversationId':'%s'".formatted(room);
    JsonNode first = say(ann, "send_message", here + ",'content':'hello','clientMessageId':'m1'}");
    say(ann, "send_message", here + ",'encrypted':{'c':[1,null]},'metadata':{'x':1}}");
    say(ann, "send_message", here + ",'custom':{'type':'poll','body':7}}");
    say(ben, "mark_delivered", "{'messageId':'%s'}".formatted(first.get("id").textValue()));
    say(ben, "mark_read", here + ",'seq':2}");
  }

  private void fail() {
    client(cat).tells("send_message", "{}");
    // Commands of one connection are carried out in order: this one is answered after the other.
    say(cat, "create_conversation", "{'type':'direct','userId':'%s'}".formatted(ann));
  }

  /** What a command that is carried out is answered with. */
  private JsonNode say(UserId person, String command, String data) {
    String json = data.replace('\'', '"');
    SocketDocument.check(command, ChatClient.json(json));
    JsonNode answer = client(person).asks(command, json);
    assertThat(answer.get("ok").booleanValue()).as(command + " " + answer).isTrue();
    carriedOut.add(command);
    return answer.get("data");
  }

  private ChatClient client(UserId person) {
    return clients.get(person);
  }

  /** Says a last word to oneself, and hears everything up to it. */
  private void hearAll(UserId person) {
    var other = Fresh.person("other");
    server.post(person, server.direct(person, other).id(), END);
    Heard heard;
    do {
      heard = client(person).hears();
      told.add(heard.name());
    } while (!heard.text().equals(END));
    if (person.equals(ben)) {
      told.add(client(person).hearsUnread().name());
    }
  }
}
