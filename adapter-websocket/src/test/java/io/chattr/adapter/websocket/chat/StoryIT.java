package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two people say and hear, frame by frame. */
class StoryIT {
  private static final JsonNode DONE = ChatClient.json("{\"ok\":true,\"data\":{}}");

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final MemoryStore store = new MemoryStore();
  private ChatServer server;
  private ConversationId room;

  @BeforeEach
  void start() {
    server = ChatServer.start(ChatServer.Setup.over(store));
    room = server.direct(ann, ben).id();
    server.isLevel();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String message(String content, String clientMessageId) {
    return "{\"conversationId\":\"%s\",\"content\":\"%s\",\"clientMessageId\":\"%s\"}"
        .formatted(room, content, clientMessageId);
  }

  @Test
  void a_message_reaches_both_with_its_cursor_and_client_id() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);

    JsonNode answer = anns.asks("send_message", message("hello", "m1"));

    JsonNode sent = answer.get("data");
    assertThat(answer.get("ok").booleanValue()).isTrue();
    assertThat(sent.get("content").textValue()).isEqualTo("hello");
    assertThat(sent.get("seq").intValue()).isEqualTo(1);
    for (ChatClient client : List.of(anns, bens)) {
      Heard heard = client.hears("message:new");
      assertThat(heard.data().get("message")).isEqualTo(sent);
      assertThat(heard.data().at("/message/clientMessageId").textValue()).isEqualTo("m1");
      assertThat(heard.data().at("/conversation/id").textValue()).isEqualTo(room.toString());
      assertThat(heard.cursor()).isEqualTo(store.journal().head().toString());
    }
  }

  @Test
  void a_message_is_acknowledged_when_it_is_stored() {
    ChatClient anns = server.join(ann);

    for (int i = 0; i < 50; i++) {
      JsonNode answer = anns.asks("send_message", message("hello", "m" + i));
      var id = MessageId.of(answer.at("/data/id").textValue());
      assertThat(store.messages().find(id)).isPresent();
    }
  }

  @Test
  void sending_again_answers_with_the_first_message_and_tells_nobody() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);

    JsonNode first = anns.asks("send_message", message("hello", "m1"));
    JsonNode again = anns.asks("send_message", message("hello", "m1"));
    JsonNode other = anns.asks("send_message", message("goodbye", "m1"));
    anns.asks("send_message", message("next", "m2"));

    assertThat(again).isEqualTo(first);
    assertThat(other.at("/problem/code").textValue()).isEqualTo("conflict");
    assertThat(bens.hears().text()).isEqualTo("hello");
    assertThat(bens.hears().text()).isEqualTo("next");
  }

  @Test
  void how_far_somebody_has_come_is_told_to_both() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);
    String id = anns.asks("send_message", message("hello", "m1")).at("/data/id").textValue();
    anns.hears("message:new");
    bens.hears("message:new");

    JsonNode delivered = bens.asks("mark_delivered", "{\"messageId\":\"" + id + "\"}");
    JsonNode read = bens.asks("mark_read", "{\"conversationId\":\"" + room + "\",\"seq\":1}");

    assertThat(delivered.at("/data/deliveredUpTo").intValue()).isEqualTo(1);
    assertThat(delivered.at("/data/readUpTo").intValue()).isZero();
    assertThat(read.at("/data/readUpTo").intValue()).isEqualTo(1);
    for (ChatClient client : List.of(anns, bens)) {
      for (String status : List.of("delivered", "read")) {
        Heard heard = client.hears("message:status");
        assertThat(heard.data().get("status").textValue()).isEqualTo(status);
        assertThat(heard.data().get("messageId").textValue()).isEqualTo(id);
        assertThat(heard.data().at("/moves/0/userId").textValue()).isEqualTo(ben.value());
        assertThat(heard.cursor()).isNotNull();
      }
    }
  }

  @Test
  void friends_say_and_hear_of_each_step() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);

    JsonNode rejected = bens.asks("reject_friend_request", requested(anns));
    assertThat(rejected.at("/data/status").textValue()).isEqualTo("rejected");
    JsonNode cancelled = anns.asks("cancel_friend_request", requested(anns));
    assertThat(cancelled).isEqualTo(DONE);
    JsonNode accepted = bens.asks("accept_friend_request", requested(anns));
    assertThat(accepted.at("/data/status").textValue()).isEqualTo("accepted");
    JsonNode removed = anns.asks("remove_friend", "{\"userId\":\"" + ben + "\"}");
    assertThat(removed).isEqualTo(DONE);

    assertThat(names(bens, "friend:removed"))
        .contains("friend:request_sent", "friend:request_cancelled", "friend:request_accepted");
    assertThat(names(anns, "friend:removed"))
        .contains("friend:request_rejected", "friend:request_accepted");
  }

  /** Ann asks Ben: the request, as the data of a command about it. */
  private String requested(ChatClient anns) {
    JsonNode sent = anns.asks("send_friend_request", "{\"userId\":\"" + ben + "\"}").get("data");
    assertThat(sent.get("senderId").textValue()).isEqualTo(ann.value());
    assertThat(sent.get("status").textValue()).isEqualTo("pending");
    return "{\"requestId\":" + sent.get("id") + "}";
  }

  @Test
  void a_direct_conversation_that_is_there_is_shown_to_who_creates_it() {
    ChatClient bens = server.join(ben);
    server.post(ann, room, "hello");

    JsonNode there =
        bens.asks("create_conversation", "{\"type\":\"direct\",\"userId\":\"" + ann + "\"}");

    assertThat(there.at("/data/id").textValue()).isEqualTo(room.toString());
    assertThat(there.at("/data/lastMessage").textValue()).isEqualTo("hello");
    assertThat(there.at("/data/unreadCount").intValue()).isEqualTo(1);
  }

  @Test
  void people_come_into_a_group_and_go() {
    UserId cat = Fresh.person("cat");
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);
    JsonNode crew =
        anns.asks("create_conversation", "{\"type\":\"group\",\"title\":\"Crew\",\"memberIds\":[]}")
            .get("data");
    assertThat(crew.get("members")).hasSize(1);
    assertThat(crew.get("unreadCount").intValue()).isZero();
    String named = "{\"conversationId\":" + crew.get("id");
    String both = named + ",\"userIds\":[\"%s\",\"%s\"]}".formatted(ben, cat);
    String aboutCat = named + ",\"userId\":\"" + cat + "\"}";

    JsonNode added = anns.asks("add_members", both);
    assertThat(added.at("/data/items")).hasSize(3);
    assertThat(anns.asks("add_members", both)).isEqualTo(added);
    for (String command : List.of("add_members", "remove_member")) {
      JsonNode refused = bens.asks(command, command.equals("add_members") ? both : aboutCat);
      assertThat(refused.at("/problem/code").textValue()).isEqualTo("not_permitted");
    }
    assertThat(anns.asks("remove_member", aboutCat)).isEqualTo(DONE);
    assertThat(bens.asks("leave_group", named + "}")).isEqualTo(DONE);
    assertThat(bens.asks("join_conversation", named + "}").at("/problem/code").textValue())
        .isEqualTo("not_found");

    List<String> heard = names(anns, "member:removed");
    assertThat(heard)
        .containsExactly("conversation:created", "member:added", "member:added", "member:removed");
    assertThat(anns.hears("member:removed").data().get("userId").textValue())
        .isEqualTo(ben.value());
  }

  /** The names of what comes up to {@code last}, every one of them with data and cursor. */
  private static List<String> names(ChatClient client, String last) {
    var names = new ArrayList<String>();
    while (names.isEmpty() || !names.getLast().equals(last)) {
      Heard heard = client.hears();
      assertThat(heard.data()).isNotEmpty();
      assertThat(heard.cursor()).isNotNull();
      names.add(heard.name());
    }
    return names;
  }

  @Test
  void a_conversation_is_joined_by_a_bare_id_or_an_object_and_gates_nothing() {
    ChatClient bens = server.join(ben);

    JsonNode bare = bens.asks("join_conversation", "\"" + room + "\"");
    JsonNode object = bens.asks("join_conversation", "{\"conversationId\":\"" + room + "\"}");
    JsonNode left = bens.asks("leave_conversation", "\"" + room + "\"");
    server.post(ann, room, "still heard");

    assertThat(bare.at("/data/id").textValue()).isEqualTo(room.toString());
    assertThat(bare.at("/data/unreadCount").isInt()).isTrue();
    assertThat(object).isEqualTo(bare);
    assertThat(left).isEqualTo(DONE);
    assertThat(bens.texts(1)).containsExactly("still heard");
  }

  @Test
  void every_connection_hears_all_writers_in_the_order_of_the_log() {
    int each = 100;
    UserId cat = Fresh.person("cat");
    ConversationId other = server.direct(ben, cat).id();
    server.isLevel();
    List<ChatClient> bens = List.of(server.join(ben), server.join(ben), server.join(ben));

    Race.of(
        4,
        writer ->
            (Callable<Void>)
                () -> {
                  for (int i = 0; i < each; i++) {
                    server.post(
                        writer < 2 ? ann : cat, writer < 2 ? room : other, writer + "-" + i);
                  }
                  return null;
                });

    List<String> log =
        Ear.said(store.journal().read(0, 10_000).stream().map(Logged::event).toList());
    assertThat(log).hasSize(4 * each);
    for (ChatClient client : bens) {
      var texts = new ArrayList<String>();
      var positions = new ArrayList<Long>();
      for (int i = 0; i < log.size(); i++) {
        Heard heard = client.hears("message:new");
        texts.add(heard.text());
        positions.add(Cursor.of(heard.cursor()).position());
      }
      assertThat(texts).isEqualTo(log);
      assertThat(positions).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void an_encrypted_message_is_relayed_with_equal_value() {
    ChatClient anns = server.join(ann);
    ChatClient bens = server.join(ben);
    String secret =
        "{\"a\":[1,1.50,1e2,12345678901234567890123,\"\\u001e€😀\"],\"\":{\"b\":null,\"c\":true}}";

    anns.asks("send_message", "{\"conversationId\":\"" + room + "\",\"encrypted\":" + secret + "}");

    assertThat(bens.hears("message:new").data().at("/message/content"))
        .isEqualTo(ChatClient.json(secret));
  }

  @Test
  void who_leaves_the_namespace_and_joins_again_on_the_same_connection_goes_on() {
    ChatClient bens = server.open().connects(ben);
    String pid = bens.isLetIn();
    bens.says("41");
    ChatSocketsIT.await(() -> server.sockets().joined() == 0);
    server.post(ann, room, "meanwhile");

    bens.comesBack(ben, pid, null);
    assertThat(bens.isLetIn()).isEqualTo(pid);
    server.post(ann, room, "live");

    assertThat(bens.texts(2)).containsExactly("meanwhile", "live");
  }
}
