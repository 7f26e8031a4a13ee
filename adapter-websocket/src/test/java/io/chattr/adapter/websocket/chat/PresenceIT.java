package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presence and typing, as clients hear of them. */
class PresenceIT {
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId eve = Fresh.person("eve");
  private final MemoryStore store = new MemoryStore();
  private final QuickTiming timing = new QuickTiming();
  private final ChatServer server =
      ChatServer.start(ChatServer.Setup.over(store).chattr(chattr -> chattr.timing(timing)));
  private final ConversationId room = server.direct(ann, ben).id();

  @AfterEach
  void stop() {
    server.close();
    timing.close();
  }

  private String inRoom() {
    return "{\"conversationId\":\"" + room + "\"}";
  }

  private JsonNode typing(UserId user, boolean isTyping) {
    return ChatClient.json(
        "{\"conversationId\":\"%s\",\"userId\":\"%s\",\"isTyping\":%s}"
            .formatted(room, user, isTyping));
  }

  private static void isSaid(Heard heard, String name, JsonNode data) {
    assertThat(heard.name()).isEqualTo(name);
    assertThat(heard.data()).isEqualTo(data);
  }

  /** The next that is about typing: of who was there before one may still hear that they came. */
  private static Heard hearsTyping(ChatClient client) {
    Heard heard;
    do {
      heard = client.hearsWhisper();
    } while (heard.name().startsWith("presence:"));
    return heard;
  }

  private static JsonNode hearsTyping(PlainTestClient client) {
    JsonNode heard;
    do {
      heard = client.hearsWhisper();
    } while (heard.get("type").textValue().startsWith("presence:"));
    return heard;
  }

  /** Both are there, and whatever that makes them hear they have heard. */
  private ChatClient joinAfter(ChatClient other, UserId user) {
    ChatClient client = server.join(user);
    assertThat(other.hearsWhisper().name()).isEqualTo("presence:online");
    return client;
  }

  @Test
  void who_shares_a_conversation_hears_when_somebody_comes_and_goes() {
    ChatClient anns = server.join(ann);

    ChatClient bens = server.join(ben);
    Heard came = anns.hearsWhisper();
    bens.closes();
    Heard went = anns.hearsWhisper();

    assertThat(came.name()).isEqualTo("presence:online");
    assertThat(came.data().get("userId").textValue()).isEqualTo(ben.value());
    assertThat(came.data().get("online").booleanValue()).isTrue();
    assertThat(went.name()).isEqualTo("presence:offline");
    assertThat(went.data().fieldNames())
        .toIterable()
        .containsExactly("userId", "online", "lastSeenAt");
    assertThat(went.data().get("online").booleanValue()).isFalse();
    assertThat(Instant.parse(went.data().get("lastSeenAt").textValue()))
        .isAfterOrEqualTo(Instant.parse(came.data().get("lastSeenAt").textValue()));
  }

  @Test
  void friends_hear_of_each_other_and_strangers_do_not() {
    UserId cat = Fresh.person("cat");
    new Chat(store).befriend(cat, eve);
    ChatClient anns = server.join(ann);
    ChatClient cats = server.join(cat);

    server.join(eve);
    Heard heard = cats.hearsWhisper();
    server.join(ben);

    assertThat(heard.data().get("userId").textValue()).isEqualTo(eve.value());
    assertThat(anns.hearsWhisper().data().get("userId").textValue()).isEqualTo(ben.value());
  }

  @Test
  void a_second_device_is_no_news_and_the_last_to_leave_is() {
    ChatClient anns = server.join(ann);
    ChatClient phone = joinAfter(anns, ben);
    PlainTestClient laptop = PlainTestClient.join(server, ben);

    phone.cut();
    laptop.cut();

    assertThat(anns.hearsWhisper().name()).isEqualTo("presence:offline");
  }

  @Test
  void who_types_is_heard_by_the_others_and_by_their_own_other_devices_only() {
    ChatClient anns = server.join(ann);
    ChatClient bens = joinAfter(anns, ben);
    PlainTestClient other = PlainTestClient.join(server, ann);

    JsonNode begun = anns.asks("typing", inRoom());
    isSaid(hearsTyping(bens), "typing", typing(ann, true));
    JsonNode stopped = anns.asks("stop_typing", inRoom());
    isSaid(hearsTyping(bens), "stop_typing", typing(ann, false));

    assertThat(begun).isEqualTo(ChatClient.json("{\"ok\":true,\"data\":{}}"));
    assertThat(stopped).isEqualTo(begun);
    assertThat(other.hearsWhisper().get("data")).isEqualTo(typing(ann, true));
    assertThat(other.hearsWhisper().get("type").textValue()).isEqualTo("stop_typing");
    // Whatever ann's own device heard, it heard before this.
    bens.asks("typing", inRoom());
    isSaid(anns.hearsWhisper(), "typing", typing(ben, true));
  }

  @Test
  void typing_ends_by_itself() {
    ChatClient anns = server.join(ann);
    ChatClient bens = joinAfter(anns, ben);

    anns.tells("typing", inRoom());

    isSaid(hearsTyping(bens), "typing", typing(ann, true));
    isSaid(hearsTyping(bens), "stop_typing", typing(ann, false));
  }

  @Test
  void typing_ends_with_the_message() {
    ChatClient anns = server.join(ann);
    PlainTestClient bens = PlainTestClient.join(server, ben);
    anns.asks("typing", inRoom());

    server.post(ann, room, "here it is");

    assertThat(hearsTyping(bens).get("type").textValue()).isEqualTo("typing");
    assertThat(hearsTyping(bens).get("type").textValue()).isEqualTo("stop_typing");
    assertThat(bens.texts(1)).containsExactly("here it is");
  }

  @Test
  void typing_ends_with_the_connection() {
    ChatClient anns = server.join(ann);
    ChatClient bens = joinAfter(anns, ben);
    bens.asks("typing", inRoom());
    isSaid(anns.hearsWhisper(), "typing", typing(ben, true));

    bens.cut();

    isSaid(anns.hearsWhisper(), "stop_typing", typing(ben, false));
    assertThat(anns.hearsWhisper().name()).isEqualTo("presence:offline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "\"\"", "{\"conversationId\":7}"})
  void bad_input_is_refused(String data) {
    ChatClient anns = server.join(ann);

    assertThat(anns.asks("typing", data).get("ok").booleanValue()).isFalse();
    assertThat(anns.asks("stop_typing", data).get("ok").booleanValue()).isFalse();
  }

  @Test
  void nobody_types_where_they_are_no_member() {
    ChatClient eves = server.join(eve);

    assertThat(eves.asks("typing", inRoom()).at("/problem/code").textValue())
        .isEqualTo("not_found");
    assertThat(eves.asks("stop_typing", inRoom()).get("ok").booleanValue()).isTrue();
    assertThat(server.chattr().typing().size()).isZero();
  }

  @Test
  void a_flood_of_typing_in_many_conversations_leaves_nothing_behind() {
    ChatClient anns = server.join(ann);
    for (int i = 0; i < 40; i++) {
      ConversationId group = server.group(ann, ben).id();
      anns.tells("typing", "{\"conversationId\":\"" + group + "\"}");
    }
    anns.asks("typing", inRoom());
    anns.cut();

    while (server.chattr().typing().size() > 0 || server.chattr().presence().size() > 0) {
      Thread.onSpinWait();
    }
  }
}
