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
import java.util.function.Consumer;

/** Three people say everything that can be said, and hear everything that can be heard. */
final class Story {
  private static final String END = "the end";

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private final Set<String> carriedOut = new TreeSet<>();
  private final Set<String> told = new TreeSet<>();
  private final ChatServer server;
  private final Consumer<UserId> leaving;
  private Map<UserId, ChatClient> clients = Map.of();

  /** Whoever is given to {@code leaving} is no more, as far as the directory knows. */
  Story(ChatServer server, Consumer<UserId> leaving) {
    this.server = server;
    this.leaving = leaving;
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
    changes();
    profiles();
    presence(room);
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
    say(ann, "update_conversation", crew + ",'title':'The crew','metadata':{'c':1}}");
    say(ann, "update_conversation_settings", crew + ",'muted':true}");
    say(
        ann,
        "update_member",
        crew + ",'userId':'%s','role':'admin','permissions':{'denied':['pin']}}".formatted(ben));
    say(ann, "remove_member", crew + ",'userId':'%s'}".formatted(cat));
    say(ben, "leave_group", crew + "}");
    say(ann, "add_members", crew + ",'userIds':['%s']}".formatted(ben));
    say(ann, "delete_conversation", crew + "}");
  }

  private void messages(String room) {
    String here = "{'conversationId':'%s'".formatted(room);
    JsonNode first = say(ann, "send_message", here + ",'content':'hello','clientMessageId':'m1'}");
    say(ann, "send_message", here + ",'encrypted':{'c':[1,null]},'metadata':{'x':1}}");
    say(ann, "send_message", here + ",'custom':{'type':'poll','body':7}}");
    say(ben, "mark_delivered", "{'messageId':'%s'}".formatted(first.get("id").textValue()));
    say(ben, "mark_read", here + ",'seq':2}");
  }

  private void changes() {
    String crew =
        say(
                ann,
                "create_conversation",
                "{'type':'group','title':'Two','memberIds':['%s'],'memberPermissions':['post'],"
                        .formatted(ben)
                    + "'historyForNewMembers':'joined','idempotencyKey':'k1'}")
            .get("id")
            .textValue();
    String here = "{'conversationId':'%s'".formatted(crew);
    String id =
        say(ann, "send_message", here + ",'mediaId':'f1','content':'look'}").get("id").textValue();
    String message = "{'messageId':'%s'".formatted(id);
    say(ben, "send_message", here + ",'content':'nice','replyTo':'%s'}".formatted(id));
    say(ann, "edit_message", message + ",'mediaId':'f1','content':'look here'}");
    say(ben, "add_reaction", message + ",'emoji':'👍'}");
    say(ann, "pin_message", message + "}");
    say(ben, "star_message", message + "}");
    say(
        ann,
        "forward_message",
        message + ",'conversationIds':['%s'],'idempotencyKey':'k1'}".formatted(crew));
    say(ben, "unstar_message", message + "}");
    say(ann, "unpin_message", message + "}");
    say(ben, "remove_reaction", message + ",'emoji':'👍'}");
    say(ben, "delete_message", message + ",'for':'me'}");
    say(ann, "delete_message", message + "}");
  }

  private void profiles() {
    String dan = Fresh.person("dan").value();
    say(ann, "block_user", "{'userId':'%s'}".formatted(dan));
    say(ann, "unblock_user", "{'userId':'%s'}".formatted(dan));
    say(ann, "update_settings", "{'readReceipts':false}");
    server.chattr().announceProfile().handle(ben);
    var gone = Fresh.person("gone");
    server.direct(ann, gone);
    leaving.accept(gone);
    server.chattr().announceProfile().handle(gone);
  }

  private void presence(String room) {
    String here = "{'conversationId':'%s'}".formatted(room);
    say(ann, "refresh_token", "{'token':'%s'}".formatted(ann));
    say(ann, "typing", here);
    say(ann, "stop_typing", here);
    whispered(ben, "stop_typing");
    var eve = Fresh.person("eve");
    server.direct(ben, eve);
    server.join(eve).cut();
    whispered(ben, "presence:offline");
  }

  /** Hears what the log does not know, up to the event of this name. */
  private void whispered(UserId person, String last) {
    Heard heard;
    do {
      heard = client(person).hearsWhisper();
      told.add(heard.name());
    } while (!heard.name().equals(last));
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
