package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with messages, groups and each other, frame by frame. */
class ChangesIT {
  private static final JsonNode DONE = ChatClient.json("{\"ok\":true,\"data\":{}}");

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private ChatServer server;
  private ConversationId crew;
  private ChatClient anns;
  private ChatClient bens;

  @BeforeEach
  void start() {
    server = ChatServer.start(ChatServer.Setup.over(new MemoryStore()));
    crew = server.group(ann, ben).id();
    server.isLevel();
    anns = server.join(ann);
    bens = server.join(ben);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Data in which single quotes stand for double ones. */
  private static String data(String form, Object... parts) {
    return form.formatted(parts).replace('\'', '"');
  }

  private static JsonNode done(JsonNode answer) {
    assertThat(answer.get("ok").booleanValue()).as(answer.toString()).isTrue();
    return answer.get("data");
  }

  private Message said(String text) {
    Message message = server.post(ann, crew, text);
    for (ChatClient client : List.of(anns, bens)) {
      client.hears("message:new");
    }
    return message;
  }

  private JsonNode bothHear(String event) {
    Heard heard = anns.hears(event);
    assertThat(heard.cursor()).isNotNull();
    assertThat(bens.hears(event)).isEqualTo(heard);
    return heard.data();
  }

  @Test
  void a_message_is_edited_and_everybody_hears_it_once() {
    Message message = said("helo");
    String edit = data("{'messageId':'%s','content':'hello'}", message.id());

    JsonNode edited = done(anns.asks("edit_message", edit));

    assertThat(edited.get("content").textValue()).isEqualTo("hello");
    assertThat(edited.has("editedAt")).isTrue();
    JsonNode heard = bothHear("message:edited");
    assertThat(heard.get("message")).isEqualTo(edited);
    assertThat(heard.at("/conversation/lastMessage").textValue()).isEqualTo("hello");
    assertThat(done(anns.asks("edit_message", edit))).isEqualTo(edited);
    said("next");
  }

  @Test
  void an_older_message_that_changes_is_not_the_last_one() {
    Message message = said("helo");
    said("the last one");

    done(anns.asks("edit_message", data("{'messageId':'%s','content':'hello'}", message.id())));

    assertThat(bothHear("message:edited").get("conversation"))
        .isEqualTo(ChatClient.json(data("{'id':'%s','lastSeq':2}", crew)));
  }

  @Test
  void a_message_is_deleted_for_everyone() {
    Message message = said("secret");
    String named = data("{'messageId':'%s'}", message.id());

    assertThat(anns.asks("delete_message", named)).isEqualTo(DONE);

    JsonNode heard = bothHear("message:deleted");
    assertThat(heard.at("/message/kind").textValue()).isEqualTo("deleted");
    assertThat(heard.toString()).doesNotContain("secret").doesNotContain("scope");
    assertThat(heard.at("/conversation/lastMessageKind").textValue()).isEqualTo("deleted");
    assertThat(anns.asks("delete_message", named)).isEqualTo(DONE);
    said("next");
  }

  @Test
  void a_message_is_deleted_for_oneself_on_all_ones_devices_and_nobody_else_hears_of_it() {
    ChatClient otherDevice = server.join(ben);
    Message message = said("hello");
    otherDevice.hears("message:new");

    assertThat(bens.asks("delete_message", data("{'messageId':'%s','for':'me'}", message.id())))
        .isEqualTo(DONE);

    for (ChatClient device : List.of(bens, otherDevice)) {
      JsonNode heard = device.hears("message:deleted").data();
      assertThat(heard.get("scope").textValue()).isEqualTo("me");
      assertThat(heard.at("/message/id").textValue()).isEqualTo(message.id().toString());
      assertThat(heard.at("/message/kind").textValue()).isEqualTo("deleted");
    }
    said("next");
  }

  @Test
  void a_message_is_forwarded_once_under_a_key() {
    Message message = said("pass it on");
    ConversationId room = server.direct(ann, cat).id();
    anns.hears("conversation:created");
    String forward =
        data(
            "{'messageId':'%s','conversationIds':['%s','%s'],'idempotencyKey':'k1'}",
            message.id(), room, crew);

    JsonNode forwarded = done(anns.asks("forward_message", forward)).get("items");

    assertThat(forwarded).hasSize(2);
    assertThat(forwarded.at("/0/conversationId").textValue()).isEqualTo(room.toString());
    assertThat(forwarded.at("/1/forwardedFrom/senderId").textValue()).isEqualTo(ann.value());
    assertThat(bens.hears("message:new").data().get("message")).isEqualTo(forwarded.get(1));
    assertThat(done(anns.asks("forward_message", forward)).get("items")).isEqualTo(forwarded);
    anns.hears("message:new");
    anns.hears("message:new");
    said("next");
  }

  @Test
  void reactions_are_told_to_all_and_ones_own_are_marked() {
    Message message = said("hello");
    String thumb = data("{'messageId':'%s','emoji':'👍'}", message.id());

    JsonNode answer = done(bens.asks("add_reaction", thumb));

    assertThat(answer.get("reactions"))
        .isEqualTo(ChatClient.json(data("[{'emoji':'👍','count':1,'mine':true}]")));
    assertThat(bothHear("message:reaction"))
        .isEqualTo(
            ChatClient.json(
                data(
                    "{'messageId':'%s','conversationId':'%s','reactions':[{'emoji':'👍','count':1}],"
                        + "'userId':'%s','emojis':['👍']}",
                    message.id(), crew, ben)));
    assertThat(done(bens.asks("add_reaction", thumb))).isEqualTo(answer);
    assertThat(done(bens.asks("remove_reaction", thumb)).has("reactions")).isFalse();
    assertThat(bothHear("message:reaction").get("emojis")).isEmpty();
    assertThat(done(bens.asks("remove_reaction", thumb)).has("reactions")).isFalse();
    said("next");
  }

  @Test
  void pins_are_told_to_all_and_stars_to_ones_own_devices() {
    Message message = said("hello");
    String named = data("{'messageId':'%s'}", message.id());
    JsonNode told =
        ChatClient.json(data("{'messageId':'%s','conversationId':'%s'}", message.id(), crew));

    assertThat(done(anns.asks("pin_message", named)).get("pinned").booleanValue()).isTrue();
    assertThat(bothHear("message:pinned")).isEqualTo(told);
    done(anns.asks("pin_message", named));
    assertThat(done(anns.asks("unpin_message", named)).has("pinned")).isFalse();
    assertThat(bothHear("message:unpinned")).isEqualTo(told);

    assertThat(done(bens.asks("star_message", named)).get("starred").booleanValue()).isTrue();
    assertThat(bens.hears("message:starred").data()).isEqualTo(told);
    done(bens.asks("star_message", named));
    assertThat(done(bens.asks("unstar_message", named)).has("starred")).isFalse();
    assertThat(bens.hears("message:unstarred").data()).isEqualTo(told);
    said("next");
  }

  @Test
  void a_file_is_sent_as_an_answer() {
    Message message = said("show me");

    JsonNode sent =
        done(
            bens.asks(
                "send_message",
                data(
                    "{'conversationId':'%s','mediaId':'f1','content':'here','replyTo':'%s'}",
                    crew, message.id())));

    assertThat(sent.get("kind").textValue()).isEqualTo("media");
    assertThat(sent.get("mediaId").textValue()).isEqualTo("f1");
    JsonNode heard = anns.hears("message:new").data();
    assertThat(heard.get("message")).isEqualTo(sent);
    assertThat(heard.at("/message/replyTo").textValue()).isEqualTo(message.id().toString());
    assertThat(heard.at("/conversation/lastMessage").textValue()).isEqualTo("here");
  }

  @Test
  void a_group_is_changed_and_ended() {
    String named = data("{'conversationId':'%s'}", crew);

    JsonNode updated =
        done(
            anns.asks(
                "update_conversation",
                data(
                    "{'conversationId':'%s','title':'Us','metadata':{'c':1},'memberPermissions':['post','pin'],"
                        + "'historyForNewMembers':'joined'}",
                    crew)));
    assertThat(updated.get("title").textValue()).isEqualTo("Us");
    assertThat(updated.get("settings").isObject()).isTrue();
    JsonNode heard = bothHear("conversation:updated").get("conversation");
    assertThat(heard.get("memberPermissions")).isEqualTo(updated.get("memberPermissions"));
    assertThat(heard.has("members")).isFalse();
    assertThat(heard.has("settings")).isFalse();

    JsonNode member =
        done(
            anns.asks(
                "update_member",
                data(
                    "{'conversationId':'%s','userId':'%s','role':'admin','permissions':{'denied':['delete_any']}}",
                    crew, ben)));
    assertThat(member.get("role").textValue()).isEqualTo("admin");
    assertThat(member.has("deliveredUpTo")).isTrue();
    JsonNode ranked = bothHear("member:updated").get("member");
    assertThat(ranked.at("/permissions/denied/0").textValue()).isEqualTo("delete_any");
    assertThat(ranked.has("deliveredUpTo")).isFalse();

    assertThat(anns.asks("delete_conversation", named)).isEqualTo(DONE);
    assertThat(bothHear("conversation:deleted"))
        .isEqualTo(ChatClient.json(data("{'conversationId':'%s'}", crew)));
    assertThat(anns.asks("delete_conversation", named).at("/problem/code").textValue())
        .isEqualTo("not_found");
  }

  @Test
  void a_group_is_made_once_under_a_key() {
    String group =
        data(
            "{'type':'group','title':'Two','memberIds':['%s'],'idempotencyKey':'k1',"
                + "'memberPermissions':['post']}",
            ben);

    JsonNode first = done(anns.asks("create_conversation", group));
    JsonNode again = done(anns.asks("create_conversation", group));
    JsonNode other = anns.asks("create_conversation", group.replace("Two", "Three"));

    assertThat(again).isEqualTo(first);
    assertThat(other.at("/problem/code").textValue()).isEqualTo("conflict");
    assertThat(bothHear("conversation:created").at("/conversation/memberPermissions"))
        .isEqualTo(ChatClient.json("[\"post\"]"));
    said("next");
  }

  @Test
  void how_a_conversation_is_kept_is_told_to_ones_own_devices() {
    ChatClient otherDevice = server.join(ann);
    String keep = data("{'conversationId':'%s','muted':true}", crew);

    JsonNode kept = done(anns.asks("update_conversation_settings", keep));

    assertThat(kept)
        .isEqualTo(ChatClient.json(data("{'muted':true,'archived':false,'pinned':false}")));
    for (ChatClient device : List.of(anns, otherDevice)) {
      JsonNode heard = device.hears("conversation:settings").data();
      assertThat(heard.get("settings")).isEqualTo(kept);
      assertThat(heard.has("hiddenUpTo")).isFalse();
    }
    done(anns.asks("update_conversation_settings", keep));
    said("next");
  }

  @Test
  void a_direct_conversation_is_hidden_for_oneself_alone() {
    ConversationId room = server.direct(ann, ben).id();
    bothHear("conversation:created");

    assertThat(anns.asks("delete_conversation", data("{'conversationId':'%s'}", room)))
        .isEqualTo(DONE);

    JsonNode heard = anns.hears("conversation:settings").data();
    assertThat(heard.get("conversationId").textValue()).isEqualTo(room.toString());
    assertThat(heard.get("hiddenUpTo").intValue()).isZero();
    said("next");
  }

  @Test
  void somebody_is_blocked_and_does_not_hear_of_it() {
    ChatClient otherDevice = server.join(ann);
    String named = data("{'userId':'%s'}", ben);

    assertThat(anns.asks("block_user", named)).isEqualTo(DONE);
    assertThat(anns.asks("block_user", named)).isEqualTo(DONE);
    JsonNode refused =
        bens.asks("create_conversation", data("{'type':'direct','userId':'%s'}", ann));
    assertThat(refused.at("/problem/code").textValue()).isEqualTo("not_permitted");
    assertThat(anns.asks("unblock_user", named)).isEqualTo(DONE);
    assertThat(anns.asks("unblock_user", named)).isEqualTo(DONE);

    for (ChatClient device : List.of(anns, otherDevice)) {
      assertThat(device.hears("block:added").data().at("/user/id").textValue())
          .isEqualTo(ben.value());
      assertThat(device.hears("block:removed").data())
          .isEqualTo(ChatClient.json(data("{'userId':'%s'}", ben)));
    }
    said("next");
  }

  @Test
  void who_wants_no_read_receipts_is_never_said_to_have_read() {
    JsonNode chosen = done(bens.asks("update_settings", data("{'readReceipts':false}")));
    assertThat(chosen).isEqualTo(ChatClient.json(data("{'readReceipts':false}")));
    assertThat(bens.hears("user:settings").data().get("settings")).isEqualTo(chosen);
    said("hello");

    done(bens.asks("mark_read", data("{'conversationId':'%s','seq':1}", crew)));
    done(anns.asks("mark_read", data("{'conversationId':'%s','seq':1}", crew)));

    JsonNode bensMove = anns.hears("message:status").data();
    assertThat(bensMove.get("status").textValue()).isEqualTo("delivered");
    assertThat(bensMove.at("/moves/0/deliveredUpTo").intValue()).isEqualTo(1);
    assertThat(bensMove.at("/moves/0").has("readUpTo")).isFalse();
    JsonNode ownMove = bens.hears("message:status").data();
    assertThat(ownMove.get("status").textValue()).isEqualTo("read");
    assertThat(ownMove.at("/moves/0/readUpTo").intValue()).isEqualTo(1);
    // Who tells nothing is told nothing.
    assertThat(anns.hears("message:status").data().at("/moves/0/readUpTo").intValue()).isEqualTo(1);
    JsonNode annsMove = bens.hears("message:status").data();
    assertThat(annsMove.at("/moves/0/userId").textValue()).isEqualTo(ann.value());
    assertThat(annsMove.at("/moves/0").has("readUpTo")).isFalse();

    JsonNode shown = done(anns.asks("join_conversation", data("'%s'", crew)));
    for (JsonNode member : shown.get("members")) {
      assertThat(member.has("readUpTo"))
          .isEqualTo(member.get("userId").textValue().equals(ann.value()));
    }
  }
}
