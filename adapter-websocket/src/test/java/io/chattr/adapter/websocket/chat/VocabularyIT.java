package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which names clients speak, and are spoken to. */
class VocabularyIT {
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final MemoryStore store = new MemoryStore();
  private final ChatServer server = start(Vocabulary.AUTO);
  private final ConversationId room = server.direct(ann, ben).id();

  /** A token is a user and, behind a colon, the log-in. */
  private ChatServer start(Vocabulary expected) {
    ChatServer.Setup setup = ChatServer.Setup.over(store);
    return ChatServer.start(
        setup
            .authenticator(
                token -> new Caller(new UserId(token.split(":")[0]), token + "!", Optional.empty()))
            .sockets(setup.sockets().vocabulary(expected)));
  }

  /** Nobody who joins hears that the room was made. */
  @BeforeEach
  void isLevel() {
    server.isLevel();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ObjectNode auth(UserId user) {
    return ChatClient.JSON.createObjectNode().put("token", user.value());
  }

  private ChatClient join(UserId user, String vocabulary) {
    ChatClient client = server.open().connects(auth(user).put("vocabulary", vocabulary));
    client.isLetIn();
    return client;
  }

  private Message encrypted(UserId sender, String json) {
    return server.post(sender, room, new Encrypted(json));
  }

  private static List<String> names(List<Heard> events) {
    return events.stream().map(Heard::name).toList();
  }

  private static List<Heard> hears(ChatClient client, int events) {
    var heard = new ArrayList<Heard>();
    for (int i = 0; i < events; i++) {
      heard.add(client.hears());
    }
    return heard;
  }

  @Test
  void while_nobody_knows_everything_is_told_in_both_and_only_the_last_has_the_cursor() {
    ChatClient client = server.join(ann);

    server.post(ben, room, "hello");

    List<Heard> heard = hears(client, 2);
    assertThat(names(heard)).containsExactly("newEncryptedMessage", "message:new");
    assertThat(heard.get(0).cursor()).isNull();
    assertThat(heard.get(1).cursor()).isNotNull();
  }

  @Test
  void the_first_command_that_only_one_has_decides() {
    ChatClient camel = server.join(ann);
    ChatClient snake = server.join(ben);

    camel.asks("typing", "{\"chatId\":\"" + room + "\"}");
    camel.asks("nonsense");
    camel.asks("joinChat", "\"" + room + "\"");
    camel.asks("join_conversation", "\"" + room + "\"");
    snake.asks("join_conversation", "\"" + room + "\"");
    snake.asks("joinChat", "\"" + room + "\"");
    server.post(ben, room, "one");
    server.post(ben, room, "two");

    assertThat(names(hears(camel, 2)))
        .containsExactly("newEncryptedMessage", "newEncryptedMessage");
    assertThat(names(hears(snake, 2))).containsExactly("message:new", "message:new");
  }

  @Test
  void what_was_recognised_holds_for_the_log_in_over_reconnects_and_restarts_and_no_other() {
    ChatClient camel = server.join(ann);
    camel.asks("joinChat", "\"" + room + "\"");
    camel.cut();
    server.restart();

    ChatClient back = server.join(ann);
    ChatClient elsewhere = server.open().connects(auth(new UserId(ann.value() + ":other")));
    elsewhere.isLetIn();
    server.post(ben, room, "hello");

    assertThat(back.hears().name()).isEqualTo("newEncryptedMessage");
    assertThat(names(hears(elsewhere, 2))).containsExactly("newEncryptedMessage", "message:new");
  }

  @Test
  void a_client_that_says_what_it_speaks_is_believed_whatever_was_recognised() {
    server.join(ann).asks("joinChat", "\"" + room + "\"");

    ChatClient says = join(ann, "native");
    ChatClient auto = join(ann, "auto");
    server.post(ben, room, "hello");

    assertThat(says.hears().name()).isEqualTo("message:new");
    assertThat(names(hears(auto, 2))).containsExactly("newEncryptedMessage", "message:new");
  }

  @Test
  void it_may_stand_in_the_address() {
    ChatClient client = ChatClient.open(server.port(), "&vocabulary=camelCase").connects(ann);
    client.isLetIn();

    server.post(ben, room, "hello");

    assertThat(client.hears().name()).isEqualTo("newEncryptedMessage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"klingon\"", "7", "{}", "\"\"", "\"Native\""})
  void a_vocabulary_that_nobody_speaks_is_refused(String word) {
    ChatClient client = server.open().connects(auth(ann).set("vocabulary", ChatClient.json(word)));

    assertThat(client.isRefused()).isEqualTo("invalid_value");
  }

  @Test
  void the_server_may_expect_one() {
    try (ChatServer expecting = start(Vocabulary.CAMEL_CASE)) {
      ChatClient client = expecting.join(ann);
      expecting.post(ben, room, "hello");

      assertThat(client.hears().name()).isEqualTo("newEncryptedMessage");
    }
  }

  @Test
  void an_encrypted_message_is_flat_and_has_all_its_names() {
    ChatClient camel = join(ann, "camelCase");

    Message sent = encrypted(ben, "{\"iv\":\"x\",\"n\":1.50}");

    Heard heard = camel.hears("newEncryptedMessage");
    assertThat(heard.cursor()).isNotNull();
    JsonNode message = heard.data();
    assertThat(message.get("_id").textValue()).isEqualTo(sent.id().toString());
    assertThat(message.get("id")).isEqualTo(message.get("_id"));
    assertThat(message.get("chatId").textValue()).isEqualTo(room.toString());
    assertThat(message.get("conversationId")).isEqualTo(message.get("chatId"));
    assertThat(message.get("senderId").textValue()).isEqualTo(ben.value());
    assertThat(message.get("encrypted").booleanValue()).isTrue();
    assertThat(message.get("content")).isEqualTo(ChatClient.json("{\"iv\":\"x\",\"n\":1.50}"));
    assertThat(message.get("encryptedMessage")).isEqualTo(message.get("content"));
    assertThat(message.get("status").textValue()).isEqualTo("sent");
    assertThat(message.has("createdAt")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "chatId,content",
    "conversationId,message",
    "chatId,encryptedMessage",
    "chatId,payload"
  })
  void what_is_sent_may_have_any_of_its_usual_names(String chat, String content) {
    ChatClient camel = join(ann, "camelCase");

    JsonNode answer =
        camel.asks(
            "sendEncryptedMessage",
            "{\"%s\":\"%s\",\"%s\":\"c2VjcmV0\",\"clientMessageId\":\"1\"}"
                .formatted(chat, room, content));

    assertThat(answer.get("ok").booleanValue()).isTrue();
    assertThat(answer.at("/data/encryptedMessage").textValue()).isEqualTo("c2VjcmV0");
    assertThat(answer.at("/data/encrypted").booleanValue()).isTrue();
    assertThat(camel.hears("newEncryptedMessage").data()).isEqualTo(answer.get("data"));
  }

  @Test
  void plain_text_of_others_is_not_called_encrypted() {
    ChatClient camel = join(ann, "camelCase");

    server.post(ben, room, "hello");

    JsonNode message = camel.hears("newEncryptedMessage").data();
    assertThat(message.get("encrypted").booleanValue()).isFalse();
    assertThat(message.get("content").textValue()).isEqualTo("hello");
  }

  @Test
  void delivered_and_seen_are_told_of_each_message_once() {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    Message one = encrypted(ann, "\"1\"");
    server.post(ben, room, "between");
    Message two = encrypted(ann, "\"2\"");
    hears(anns, 3);
    hears(bens, 3);

    bens.asks("messageDelivered", "{\"messageId\":\"%s\"}".formatted(two.id()));
    List<Heard> delivered = hears(anns, 2);
    bens.asks("messageSeen", "{\"_id\":\"%s\"}".formatted(one.id()));
    Heard seen = anns.hears();
    bens.asks("messageSeen", "\"%s\"".formatted(two.id()));
    Heard seenToo = anns.hears();

    assertThat(delivered)
        .allSatisfy(
            event -> {
              assertThat(event.name()).isEqualTo("messageStatusUpdated");
              assertThat(event.data().get("status").textValue()).isEqualTo("delivered");
              assertThat(event.data().get("chatId").textValue()).isEqualTo(room.toString());
              assertThat(event.data().get("userId").textValue()).isEqualTo(ben.value());
              assertThat(event.data().get("_id")).isEqualTo(event.data().get("messageId"));
            });
    assertThat(delivered)
        .extracting(event -> event.data().get("_id").textValue())
        .containsExactly(one.id().toString(), two.id().toString());
    assertThat(delivered).extracting(Heard::cursor).first().isNull();
    assertThat(delivered.get(1).cursor()).isNotNull();
    assertThat(seen.data().get("status").textValue()).isEqualTo("seen");
    assertThat(seen.data().get("_id").textValue()).isEqualTo(one.id().toString());
    assertThat(seenToo.data().get("_id").textValue()).isEqualTo(two.id().toString());
  }

  private void wantsNoReceipts(UserId user) {
    server.chattr().chooseSettings().handle(new ChooseSettings.Command(user, Optional.of(false)));
  }

  private static void areTold(ChatClient client, String status, Message... messages) {
    for (Message message : messages) {
      JsonNode told = client.hears("messageStatusUpdated").data();
      assertThat(told.get("status").textValue()).isEqualTo(status);
      assertThat(told.get("_id").textValue()).isEqualTo(message.id().toString());
    }
  }

  /** Ben reads both; what each client hears next is all that it is told of that. */
  private void bothAreOnlyDeliveredToAnnButSeenToBen() {
    Message one = encrypted(ann, "\"1\"");
    Message two = encrypted(ann, "\"2\"");
    server.isLevel();
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");

    bens.asks("messageSeen", "\"%s\"".formatted(two.id()));
    server.isLevel();
    encrypted(ann, "\"3\"");

    areTold(bens, "seen", one, two);
    areTold(anns, "delivered", one, two);
    assertThat(anns.hears().name()).isEqualTo("newEncryptedMessage");
    assertThat(bens.hears().name()).isEqualTo("newEncryptedMessage");
  }

  @Test
  void who_wants_no_receipts_is_told_to_others_as_having_got_it_and_to_their_own_as_having_seen() {
    wantsNoReceipts(ben);

    bothAreOnlyDeliveredToAnnButSeenToBen();
  }

  @Test
  void who_wants_no_receipts_is_not_told_what_others_have_seen() {
    wantsNoReceipts(ann);

    bothAreOnlyDeliveredToAnnButSeenToBen();
  }

  @Test
  void who_got_it_before_and_wants_no_receipts_is_not_said_to_have_seen_it_either() {
    wantsNoReceipts(ben);
    Message one = encrypted(ann, "\"1\"");
    server.isLevel();
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");

    bens.asks("messageDelivered", "\"%s\"".formatted(one.id()));
    bens.asks("messageSeen", "\"%s\"".formatted(one.id()));
    encrypted(ann, "\"2\"");

    areTold(anns, "delivered", one);
    JsonNode nothingNew = anns.hears("message:status").data();
    assertThat(nothingNew.at("/moves/0").has("readUpTo")).isFalse();
    assertThat(anns.hears().name()).isEqualTo("newEncryptedMessage");
  }

  @Test
  void nobody_is_told_of_messages_that_a_new_member_may_not_see() {
    UserId cat = Fresh.person("cat");
    ConversationId crew = server.group(ann, ben).id();
    ChatClient bens = join(ben, "native");
    server.post(ann, crew, "1");
    server.post(ann, crew, "2");
    String joined = "{\"conversationId\":\"%s\",\"historyForNewMembers\":\"joined\"}";
    JsonNode changed = join(ann, "native").asks("update_conversation", joined.formatted(crew));
    assertThat(changed.get("ok").booleanValue()).isTrue();
    server.chattr().changeMembers().add(ann, crew, cat);
    Message three = server.post(ann, crew, "3");
    Message four = server.post(ann, crew, "4");
    server.isLevel();
    ChatClient anns = join(ann, "camelCase");
    ChatClient cats = join(cat, "camelCase");

    bens.asks("mark_read", "{\"messageId\":\"%s\"}".formatted(four.id()));
    server.isLevel();
    server.post(ann, crew, "5");

    for (ChatClient client : List.of(anns, cats)) {
      areTold(client, "seen", three, four);
      assertThat(client.hears().name()).isEqualTo("newEncryptedMessage");
    }
  }

  @Test
  void who_comes_back_is_not_told_what_those_have_seen_who_want_no_receipts() {
    ChatClient first = server.open().connects(auth(ann).put("vocabulary", "camelCase"));
    String pid = first.isLetIn();
    first.cut();
    wantsNoReceipts(ben);
    Message one = encrypted(ann, "\"1\"");
    Message two = encrypted(ann, "\"2\"");
    join(ben, "native").asks("mark_read", "{\"messageId\":\"%s\"}".formatted(two.id()));

    ChatClient back =
        server.open().connects(auth(ann).put("vocabulary", "camelCase").put("pid", pid));
    assertThat(back.isLetIn()).isEqualTo(pid);

    assertThat(names(hears(back, 2))).containsExactly("newEncryptedMessage", "newEncryptedMessage");
    areTold(back, "delivered", one, two);
  }

  @Test
  void of_very_many_messages_the_newest_hundred_are_told() {
    ChatClient anns = join(ann, "camelCase");
    var ids = new ArrayList<String>();
    for (int i = 0; i < 130; i++) {
      ids.add(server.post(ann, room, "m" + i).id().toString());
    }
    hears(anns, 130);

    server.join(ben).asks("mark_read", "{\"messageId\":\"" + ids.get(129) + "\"}");

    List<Heard> seen = hears(anns, 100);
    assertThat(seen)
        .extracting(event -> event.data().get("messageId").textValue())
        .containsExactlyElementsOf(ids.subList(30, 130));
    assertThat(seen.subList(0, 99)).extracting(Heard::cursor).containsOnlyNulls();
    assertThat(seen.get(99).cursor()).isNotNull();
  }

  @Test
  void who_comes_back_is_told_of_each_message_once_too() {
    ChatClient first = server.open().connects(auth(ann).put("vocabulary", "camelCase"));
    String pid = first.isLetIn();
    first.cut();
    var ids = new ArrayList<String>();
    ChatClient bens = join(ben, "native");
    for (int i = 0; i < 5; i++) {
      String id = server.post(ann, room, "m" + i).id().toString();
      ids.add(id);
      bens.asks("mark_read", "{\"messageId\":\"" + id + "\"}");
    }

    ChatClient back =
        server.open().connects(auth(ann).put("vocabulary", "camelCase").put("pid", pid));
    assertThat(back.isLetIn()).isEqualTo(pid);

    List<Heard> heard = hears(back, 10);
    assertThat(heard)
        .filteredOn(event -> event.name().equals("messageStatusUpdated"))
        .extracting(event -> event.data().get("messageId").textValue())
        .containsExactlyElementsOf(ids);
    assertThat(heard).extracting(Heard::cursor).doesNotContainNull();
  }

  private static String code(JsonNode answer) {
    return answer.at("/problem/code").asText();
  }

  @Test
  void a_file_is_sent_by_its_id_and_has_an_event_of_its_own() {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    String media =
        "{\"chatId\":\"%s\",\"mediaId\":\"f1\",\"message\":\"look\",\"clientMessageId\":\"1\"}"
            .formatted(room);

    JsonNode answer = anns.asks("sendMedia", media);

    assertThat(anns.asks("sendMedia", media)).isEqualTo(answer);
    JsonNode sent = answer.get("data");
    assertThat(sent.get("kind").textValue()).isEqualTo("media");
    assertThat(sent.get("mediaId").textValue()).isEqualTo("f1");
    assertThat(sent.get("content").textValue()).isEqualTo("look");
    assertThat(sent.get("encrypted").booleanValue()).isFalse();
    for (ChatClient client : List.of(anns, bens)) {
      Heard heard = client.hears("newMediaMessage");
      assertThat(heard.data()).isEqualTo(sent);
      assertThat(heard.cursor()).isNotNull();
    }
    server.post(ben, room, "once");
    assertThat(anns.hears("newEncryptedMessage").data().get("seq").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_placeholder\":true,\"num\":0}",
        "{\"chatId\":\"ROOM\",\"file\":{\"_placeholder\":true,\"num\":0}}",
        "{\"chatId\":\"ROOM\",\"media\":{\"data\":{\"_placeholder\":true,\"num\":0},\"name\":\"a.png\"}}"
      })
  void the_bytes_of_a_file_are_refused_and_the_reason_told(String data) {
    ChatClient camel = join(ann, "camelCase");

    camel.says("451-9[\"sendMedia\"," + data.replace("ROOM", room.toString()) + "]");
    JsonNode problem = camel.answerWithBytes(9, new byte[] {1, 2, 3}).get("problem");

    assertThat(problem.get("code").textValue()).isEqualTo("required");
    assertThat(problem.at("/errors/0/field").textValue()).isEqualTo("mediaId");
    assertThat(problem.get("detail").textValue()).contains("bytes are not taken on sockets yet");
    camel.tells("sendMedia", "{\"chatId\":\"" + room + "\"}");
    assertThat(camel.hears("exception").data().get("command").textValue()).isEqualTo("sendMedia");
  }

  @ParameterizedTest
  @CsvSource({
    "_id,content",
    "id,message",
    "messageId,encryptedMessage",
    "messageId,payload",
  })
  void a_message_is_edited_under_any_of_its_usual_names(String id, String content) {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    Message message = encrypted(ann, "\"c2VjcmV0\"");
    String edit =
        "{\"%s\":\"%s\",\"%s\":{\"iv\":\"x\",\"n\":1.50}}".formatted(id, message.id(), content);

    JsonNode edited = anns.asks("editMessage", edit).get("data");

    assertThat(anns.asks("editMessage", edit).get("data")).isEqualTo(edited);
    assertThat(edited.get("_id").textValue()).isEqualTo(message.id().toString());
    assertThat(edited.get("encryptedMessage"))
        .isEqualTo(ChatClient.json("{\"iv\":\"x\",\"n\":1.50}"));
    assertThat(edited.has("editedAt")).isTrue();
    // It may have been seen by now: what a client knows of that stays.
    assertThat(edited.has("status")).isFalse();
    server.post(ben, room, "next");
    for (ChatClient client : List.of(anns, bens)) {
      client.hears("newEncryptedMessage");
      Heard heard = client.hears("messageEdited");
      assertThat(heard.data()).isEqualTo(edited);
      assertThat(heard.cursor()).isNotNull();
      assertThat(client.hears("newEncryptedMessage").data().get("content").textValue())
          .isEqualTo("next");
    }
  }

  @Test
  void what_is_not_encrypted_is_edited_as_what_it_is() {
    ChatClient camel = join(ann, "camelCase");
    String text = "{\"_id\":\"" + server.post(ann, room, "helo").id() + "\",\"content\":\"hello\"";
    String media =
        "{\"_id\":%s,\"content\":\"look\",\"mediaId\":\"f2\"}"
            .formatted(
                camel
                    .asks("sendMedia", "{\"chatId\":\"%s\",\"mediaId\":\"f1\"}".formatted(room))
                    .at("/data/_id"));

    JsonNode refused = camel.asks("editMessage", text + "}");
    JsonNode edited = camel.asks("editMessage", text + ",\"encrypted\":false}").get("data");
    JsonNode said = camel.asks("editMessage", media).get("data");

    assertThat(code(refused)).isEqualTo("conflict");
    assertThat(edited.get("content").textValue()).isEqualTo("hello");
    assertThat(edited.get("encrypted").booleanValue()).isFalse();
    assertThat(said.get("mediaId").textValue()).isEqualTo("f2");
    assertThat(said.get("content").textValue()).isEqualTo("look");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"_id\":\"ID\",\"deleteForEveryone\":true}",
        "{\"id\":\"ID\",\"forEveryone\":true}",
        "{\"messageId\":\"ID\",\"for\":\"everyone\"}",
        "{\"messageId\":\"ID\",\"for\":true}",
        "{\"messageId\":\"ID\",\"forEveryone\":\"everyone\"}",
        "{\"messageId\":\"ID\",\"deleteForEveryone\":null}",
        "{\"messageId\":\"ID\"}",
        "\"ID\"",
      })
  void a_message_is_deleted_for_everyone(String data) {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    Message message = encrypted(ann, "\"c2VjcmV0\"");

    JsonNode answer = anns.asks("deleteMessage", data.replace("ID", message.id().toString()));

    assertThat(answer).isEqualTo(ChatClient.json("{\"ok\":true,\"data\":{}}"));
    for (ChatClient client : List.of(anns, bens)) {
      client.hears("newEncryptedMessage");
      isDeleted(client.hears("messageDeleted"), message, true);
    }
  }

  private void isDeleted(Heard heard, Message message, boolean forEveryone) {
    assertThat(heard.cursor()).isNotNull();
    assertThat(heard.data())
        .isEqualTo(
            ChatClient.json(
                "{\"_id\":\"%s\",\"messageId\":\"%s\",\"chatId\":\"%s\",\"forEveryone\":%s}"
                    .formatted(message.id(), message.id(), room, forEveryone)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"deleteForEveryone\":false", "\"forEveryone\":false", "\"for\":\"me\""})
  void a_message_is_deleted_for_oneself_and_the_other_does_not_hear_of_it(String whom) {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    ChatClient otherDevice = join(ben, "camelCase");
    Message message = encrypted(ann, "\"c2VjcmV0\"");

    bens.asks("deleteMessage", "{\"_id\":\"%s\",%s}".formatted(message.id(), whom));
    server.post(ben, room, "next");

    for (ChatClient client : List.of(bens, otherDevice)) {
      client.hears("newEncryptedMessage");
      isDeleted(client.hears("messageDeleted"), message, false);
    }
    assertThat(names(hears(anns, 2))).containsExactly("newEncryptedMessage", "newEncryptedMessage");
  }

  @Test
  void only_who_may_edits_and_deletes() {
    UserId eve = Fresh.person("eve");
    ChatClient bens = join(ben, "camelCase");
    ChatClient eves = join(eve, "camelCase");
    String mine = "{\"_id\":\"" + encrypted(ann, "\"c2VjcmV0\"").id() + "\",\"content\":\"x\"}";
    String nobodys = "{\"_id\":\"" + Fresh.id() + "\",\"content\":\"x\"}";

    for (String command : List.of("editMessage", "deleteMessage")) {
      assertThat(code(bens.asks(command, mine))).isEqualTo("not_permitted");
      assertThat(eves.asks(command, mine)).isEqualTo(eves.asks(command, nobodys));
      assertThat(code(eves.asks(command, mine))).isEqualTo("not_found");
    }
    String media = "{\"chatId\":\"" + room + "\",\"mediaId\":\"f1\"}";
    assertThat(code(eves.asks("sendMedia", media))).isEqualTo("not_found");
  }

  @Test
  void while_nobody_knows_changes_are_told_in_both_too() {
    ChatClient client = server.join(ann);
    Message message = server.post(ann, room, "helo");
    ChatClient other = join(ann, "native");
    other.asks(
        "edit_message", "{\"messageId\":\"%s\",\"content\":\"hello\"}".formatted(message.id()));
    other.asks("delete_message", "{\"messageId\":\"%s\"}".formatted(message.id()));

    assertThat(names(hears(client, 6)).subList(2, 6))
        .containsExactly("messageEdited", "message:edited", "messageDeleted", "message:deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"joinChat", "sendMedia", "editMessage", "deleteMessage"})
  void a_command_that_only_camel_case_has_is_recognised_even_where_it_fails(String command) {
    ChatClient client = server.join(ann);
    client.asks(command, "{}");

    server.post(ben, room, "one");
    server.post(ben, room, "two");

    assertThat(names(hears(client, 2)))
        .containsExactly("newEncryptedMessage", "newEncryptedMessage");
  }

  @Test
  void typing_and_presence_have_their_own_names() {
    ChatClient anns = join(ann, "camelCase");
    ChatClient bens = join(ben, "camelCase");
    Heard online = anns.hearsWhisper();

    bens.asks("typing", "{\"chatId\":\"" + room + "\"}");
    Heard typing = anns.hearsWhisper();
    bens.asks("stopTyping", "\"" + room + "\"");
    Heard stopped = anns.hearsWhisper();

    assertThat(online.name()).isEqualTo("userOnline");
    assertThat(online.data().get("userId").textValue()).isEqualTo(ben.value());
    assertThat(online.data().has("lastSeen")).isTrue();
    assertThat(typing.name()).isEqualTo("typing");
    assertThat(typing.data().get("chatId").textValue()).isEqualTo(room.toString());
    assertThat(typing.data().get("isTyping").booleanValue()).isTrue();
    assertThat(stopped.name()).isEqualTo("typing");
    assertThat(stopped.data().get("isTyping").booleanValue()).isFalse();
  }

  @Test
  void who_speaks_neither_yet_hears_typing_once_and_its_end_in_both() {
    ChatClient anns = server.join(ann);
    ChatClient bens = join(ben, "native");
    assertThat(anns.hearsWhisper().name()).isEqualTo("userOnline");
    assertThat(anns.hearsWhisper().name()).isEqualTo("presence:online");

    bens.asks("typing", "{\"conversationId\":\"" + room + "\"}");
    bens.asks("stop_typing", "{\"conversationId\":\"" + room + "\"}");

    Heard typing = anns.hearsWhisper();
    assertThat(typing.name()).isEqualTo("typing");
    assertThat(typing.data().get("chatId")).isEqualTo(typing.data().get("conversationId"));
    assertThat(anns.hearsWhisper().name()).isEqualTo("typing");
    assertThat(anns.hearsWhisper().name()).isEqualTo("stop_typing");
  }

  @Test
  void what_has_no_name_there_comes_in_the_native_one_with_its_cursor() {
    ChatClient camel = join(ann, "camelCase");

    server.chattr().befriend().request(ben, ann);

    assertThat(camel.hears("friend:request_sent").cursor()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "7",
        "true",
        "\"\"",
        "\"nope\"",
        "{\"chatId\":7}",
        "{\"chatId\":\"nope\",\"content\":\"x\",\"mediaId\":\"f\"}",
        "{\"_id\":{}}",
        "{\"_id\":\"nope\",\"content\":\"x\"}",
        "{\"_id\":null,\"id\":null,\"chatId\":null,\"content\":null}"
      })
  void bad_input_is_refused(String data) {
    ChatClient camel = join(ann, "camelCase");

    for (String command :
        List.of(
            "joinChat",
            "sendEncryptedMessage",
            "sendMedia",
            "editMessage",
            "deleteMessage",
            "typing",
            "stopTyping",
            "messageDelivered",
            "messageSeen")) {
      assertThat(camel.asks(command, data).get("ok").booleanValue()).isFalse();
    }
    camel.tells("messageSeen", data);
    assertThat(camel.hears("exception").data().get("command").textValue()).isEqualTo("messageSeen");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "editMessage   | {'_id':'ID'}                                  | required content",
        "editMessage   | {'_id':'ID','content':7}                      | malformed encrypted",
        "editMessage   | {'_id':'ID','content':' ','encrypted':false}  | required content",
        "editMessage   | {'_id':'ID','content':{},'encrypted':false}   | malformed content",
        "editMessage   | {'_id':'ID','content':'x','content':'y'}      | malformed content",
        "editMessage   | {'_id':'ID','mediaId':7}                      | malformed mediaId",
        "deleteMessage | {'_id':'ID','for':'you'}                      | invalid_value for",
        "deleteMessage | {'_id':'ID','deleteForEveryone':7}            | malformed for",
        "deleteMessage | {'_id':'ID','forEveryone':{}}                 | malformed for",
        "deleteMessage | {'_id':'ID','_id':'ID'}                       | malformed _id",
        "sendMedia     | {'chatId':'ROOM'}                             | required mediaId",
        "sendMedia     | {'chatId':'ROOM','mediaId':''}                | required mediaId",
        "sendMedia     | {'chatId':'ROOM','mediaId':7}                 | malformed mediaId",
        "sendMedia     | {'chatId':'ROOM','mediaId':'LONG'}            | too_long mediaId",
        "sendMedia     | {'chatId':'ROOM','mediaId':'f','content':{}}  | malformed content",
        "sendMedia     | {'mediaId':'f'}                               | required conversationId",
        "sendMedia     | 'f'                                           | malformed body",
      },
      quoteCharacter = '`')
  void what_is_wrong_is_told_with_its_field(String command, String data, String problem) {
    ChatClient camel = join(ann, "camelCase");
    String json =
        data.replace("'ID'", "'" + encrypted(ann, "\"x\"").id() + "'")
            .replace("ROOM", room.toString())
            .replace("LONG", "x".repeat(129))
            .replace('\'', '"');

    JsonNode told = camel.asks(command, json).get("problem");

    assertThat(told.get("code").textValue() + " " + told.at("/errors/0/field").asText())
        .isEqualTo(problem);
  }
}
