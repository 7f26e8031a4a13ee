package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static Server server;

  private final Person ann = server.register();
  private final Person ben = server.register();

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void somebody_registers_logs_in_and_carries_the_log_in_on() {
    JsonNode registered = ann.login();
    assertThat(registered.at("/user/email").asText()).isEqualTo(ann.name() + "@example.org");
    assertThat(registered.at("/expiresIn").asInt()).isEqualTo(900);

    Answer byName = logIn(ann.name().toUpperCase(), "correct horse");
    assertThat(byName.status()).isEqualTo(200);
    assertThat(logIn(ann.name() + "@example.org", "correct horse").text("user.id"))
        .isEqualTo(ann.id());
    assertThat(logIn(ann.name(), "wrong horse").problem()).isEqualTo("401 invalid_credentials");
    assertThat(logIn("nobody", "wrong horse").response().body())
        .isEqualTo(logIn(ann.name(), "wrong horse").response().body());

    String first = byName.text("refreshToken");
    Answer refreshed = refresh(first);
    assertThat(refreshed.status()).isEqualTo(200);
    Server.Client client = server.client(refreshed.text("accessToken"));
    assertThat(client.get("/api/v1/users/me").text("id")).isEqualTo(ann.id());

    // Using the old token again ends the log-in for everybody who has it.
    assertThat(refresh(first).problem()).isEqualTo("401 session_revoked");
    assertThat(refresh(refreshed.text("refreshToken")).problem()).isEqualTo("401 session_revoked");
    assertThat(client.get("/api/v1/users/me").problem()).isEqualTo("401 session_revoked");
  }

  @Test
  void names_are_given_once() {
    String body =
        "{\"username\":\"%s\",\"email\":\"other@example.org\",\"password\":\"correct horse\"}"
            .formatted(ann.name().toUpperCase());

    assertThat(server.stranger().post("/api/v1/auth/register", body).problem())
        .isEqualTo("409 already_exists");
  }

  @Test
  void people_are_found() {
    assertThat(ann.get("/api/v1/users/me").text("email")).isEqualTo(ann.name() + "@example.org");
    Answer other = ann.get("/api/v1/users/" + ben.id());
    assertThat(other.text("username")).isEqualTo(ben.name());
    assertThat(other.json().has("email")).isFalse();

    Answer page = ann.get("/api/v1/users?q=USER&limit=1");
    assertThat(page.at("items")).hasSize(1);
    Answer next = ann.get("/api/v1/users?q=USER&limit=1&cursor=" + page.text("nextCursor"));
    assertThat(next.text("items.0.id")).isNotEqualTo(page.text("items.0.id"));
    assertThat(ann.get("/api/v1/users?q=" + ben.name()).text("items.0.id")).isEqualTo(ben.id());
    assertThat(ann.get("/api/v1/users?q=no-such").at("items")).isEmpty();
  }

  @Test
  void two_people_become_friends() {
    Answer sent = request(ann, ben);
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.text("status")).isEqualTo("pending");
    Answer again = request(ann, ben);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(sent.text("id"));

    assertThat(ben.get("/api/v1/friend-requests").text("items.0.id")).isEqualTo(sent.text("id"));
    assertThat(ben.get("/api/v1/friend-requests?direction=outgoing").at("items")).isEmpty();
    assertThat(ann.get("/api/v1/friend-requests?direction=outgoing").at("items")).hasSize(1);

    String path = "/api/v1/friend-requests/" + sent.text("id");
    assertThat(ann.post(path + "/accept", "").problem()).isEqualTo("404 not_found");
    assertThat(ben.post(path + "/accept", "").text("status")).isEqualTo("accepted");
    assertThat(ben.post(path + "/accept", "").status()).isEqualTo(200);
    assertThat(ben.post(path + "/reject", "").problem()).isEqualTo("409 conflict");
    assertThat(ann.get("/api/v1/friends").text("items.0.username")).isEqualTo(ben.name());
    assertThat(request(ben, ann).problem()).isEqualTo("409 conflict");
  }

  @Test
  void a_request_is_rejected_or_crosses_another() {
    String id = request(ann, ben).text("id");
    assertThat(ben.post("/api/v1/friend-requests/" + id + "/reject", "").text("status"))
        .isEqualTo("rejected");

    Answer later = request(ann, ben);
    Answer crossing = request(ben, ann);
    assertThat(crossing.status()).isEqualTo(200);
    assertThat(crossing.text("id")).isEqualTo(later.text("id"));
    assertThat(crossing.text("status")).isEqualTo("accepted");
  }

  @Test
  void who_has_asked_takes_it_back() {
    String path = "/api/v1/friend-requests/" + request(ann, ben).text("id");

    assertThat(ben.delete(path).problem()).isEqualTo("404 not_found");
    assertThat(ann.delete(path).status()).isEqualTo(204);
    assertThat(ann.delete(path).status()).isEqualTo(204);
    assertThat(ben.get("/api/v1/friend-requests").at("items")).isEmpty();
    assertThat(ben.post(path + "/accept", "").problem()).isEqualTo("409 conflict");
  }

  @Test
  void either_of_two_friends_ends_it() {
    request(ann, ben);
    request(ben, ann);

    assertThat(ben.delete("/api/v1/friends/" + ann.id()).status()).isEqualTo(204);
    assertThat(ann.get("/api/v1/friends").at("items")).isEmpty();
    assertThat(ann.delete("/api/v1/friends/" + ben.id()).problem()).isEqualTo("404 not_found");
  }

  @Test
  void friends_see_whether_somebody_is_there_and_strangers_do_not() {
    String bens = "/api/v1/users/" + ben.id();
    String search = "/api/v1/users?q=" + ben.name();
    assertThat(ann.get(bens).at("presence").isMissingNode()).isTrue();
    assertThat(ann.get(search).at("items.0.presence").isMissingNode()).isTrue();
    request(ann, ben);
    request(ben, ann);
    assertThat(ann.get(bens).at("presence").toString()).isEqualTo("{\"online\":false}");

    try (var connection = server.chattr.presence().connect(new UserId(ben.id()))) {
      assertThat(connection).isNotNull();
      for (String path : List.of(search, "/api/v1/friends")) {
        Answer seen = ann.get(path);
        assertThat(seen.at("items.0.presence.online").asBoolean()).isTrue();
        assertThat(seen.text("items.0.presence.lastSeenAt")).endsWith("Z");
      }
    }
  }

  @Test
  void a_direct_conversation_is_opened_once() {
    Answer opened = direct(ann, ben);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.text("type")).isEqualTo("direct");
    assertThat(opened.at("members")).hasSize(2);
    assertThat(opened.at("unreadCount").asInt(-1)).isZero();
    post(ann, opened.text("id"), "{\"content\":\"hello\"}");

    Answer again = direct(ben, ann);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(opened.text("id"));
    assertThat(again.text("lastMessage")).isEqualTo("hello");
    assertThat(again.at("unreadCount").asInt()).isEqualTo(1);

    Answer list = ben.get("/api/v1/conversations");
    assertThat(list.text("items.0.lastMessageSenderId")).isEqualTo(ann.id());
    assertThat(ben.get("/api/v1/conversations/" + opened.text("id")).at("lastSeq").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_group_is_opened() {
    Answer group =
        ann.post(
            "/api/v1/conversations",
            "{\"type\":\"group\",\"title\":\" Crew \",\"memberIds\":[\"%s\"]}".formatted(ben.id()));

    assertThat(group.status()).isEqualTo(201);
    assertThat(group.text("title")).isEqualTo("Crew");
    assertThat(post(ben, group.text("id"), "{\"content\":\"hi\"}").status()).isEqualTo(201);
  }

  @Test
  void people_come_into_a_group_and_go() {
    Person cat = server.register();
    String path = "/api/v1/conversations/" + group(ann).text("id") + "/members";
    String both = "{\"userIds\":[\"%s\",\"%s\"]}".formatted(ben.id(), cat.id());

    assertThat(ben.get(path).problem()).isEqualTo("404 not_found");
    Answer added = ann.post(path, both);
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.at("items")).hasSize(3);
    assertThat(ann.post(path, both).json()).isEqualTo(added.json());
    assertThat(ben.get(path).json()).isEqualTo(added.json());

    assertThat(ben.delete(path + "/" + cat.id()).problem()).isEqualTo("403 not_permitted");
    assertThat(ben.post(path, both).problem()).isEqualTo("403 not_permitted");
    assertThat(ann.delete(path + "/" + cat.id()).status()).isEqualTo(204);
    assertThat(ann.delete(path + "/" + cat.id()).problem()).isEqualTo("404 not_found");
    assertThat(cat.get(path).problem()).isEqualTo("404 not_found");
    assertThat(ben.delete(path + "/me").status()).isEqualTo(204);
    assertThat(ben.delete(path + "/me").problem()).isEqualTo("404 not_found");
    assertThat(ann.get(path).text("items.0.userId")).isEqualTo(ann.id());
    assertThat(ann.get(path).at("items")).hasSize(1);
  }

  @Test
  void nobody_comes_into_a_group_with_somebody_who_does_not_exist() {
    String path = "/api/v1/conversations/" + group(ann).text("id") + "/members";

    Answer refused = ann.post(path, "{\"userIds\":[\"%s\",\"nobody\"]}".formatted(ben.id()));

    assertThat(refused.problem()).isEqualTo("404 not_found");
    assertThat(ann.get(path).at("items")).hasSize(1);
  }

  @Test
  void a_member_says_how_far_they_have_come() {
    String room = direct(ann, ben).text("id");
    post(ann, room, "{\"content\":\"one\"}");
    post(ann, room, "{\"content\":\"two\"}");
    String path = "/api/v1/conversations/" + room;

    assertMarked(ben.post(path + "/delivered", "{\"seq\":2}"), room, 2, 0);
    assertMarked(ben.post(path + "/read", "{\"seq\":1}"), room, 2, 1);
    assertMarked(ben.post(path + "/delivered", "{\"seq\":1}"), room, 2, 1);
    assertThat(ben.get(path).at("unreadCount").asInt()).isEqualTo(1);
  }

  private static void assertMarked(Answer answer, String room, int delivered, int read) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("conversationId")).isEqualTo(room);
    assertThat(answer.at("deliveredUpTo").asInt()).isEqualTo(delivered);
    assertThat(answer.at("readUpTo").asInt()).isEqualTo(read);
  }

  private static Answer group(Person owner) {
    return owner.post(
        "/api/v1/conversations", "{\"type\":\"group\",\"title\":\"Crew\",\"memberIds\":[]}");
  }

  @Test
  void a_message_is_posted_once() {
    String room = direct(ann, ben).text("id");
    String body = "{\"content\":\" hello \",\"clientMessageId\":\"m1\",\"metadata\":{\"n\":1.10}}";

    Answer posted = post(ann, room, body);
    assertThat(posted.status()).isEqualTo(201);
    assertThat(posted.text("content")).isEqualTo("hello");
    assertThat(posted.text("kind")).isEqualTo("text");
    assertThat(posted.at("seq").asInt()).isEqualTo(1);
    assertThat(posted.text("createdAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(posted.response().body()).contains("\"metadata\":{\"n\":1.10}");

    Answer again = post(ann, room, body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(posted.json());
    assertThat(post(ann, room, "{\"content\":\"other\",\"clientMessageId\":\"m1\"}").problem())
        .isEqualTo("409 conflict");
    assertThat(post(ben, room, body).status()).isEqualTo(201);
  }

  @Test
  void encrypted_and_custom_messages_are_relayed_as_they_are() {
    String room = direct(ann, ben).text("id");
    String value = "{\"c\":[123456789012345678901234567890.5,1e400,\"é\"]}";

    assertThat(post(ann, room, "{\"encrypted\":" + value + "}").status()).isEqualTo(201);
    assertThat(post(ann, room, "{\"encrypted\":\"abc\"}").text("content")).isEqualTo("abc");
    post(ann, room, "{\"custom\":{\"type\":\"poll\",\"body\":{\"q\":1}}}");

    Answer page = ben.get("/api/v1/conversations/" + room + "/messages");
    assertThat(page.response().body()).contains("\"kind\":\"encrypted\",\"content\":" + value);
    assertThat(page.text("items.2.content.type")).isEqualTo("poll");
  }

  @Test
  void history_is_paged_both_ways() {
    String room = direct(ann, ben).text("id");
    for (int i = 1; i <= 7; i++) {
      post(ann, room, "{\"content\":\"" + i + "\"}");
    }
    String path = "/api/v1/conversations/" + room + "/messages";

    assertThat(contents(ben.get(path))).containsExactly("1", "2", "3", "4", "5", "6", "7");
    Answer newest = ben.get(path + "?limit=3");
    assertThat(contents(newest)).containsExactly("5", "6", "7");
    Answer older = ben.get(path + "?limit=3&before=" + newest.text("nextCursor"));
    assertThat(contents(older)).containsExactly("2", "3", "4");
    Answer oldest = ben.get(path + "?limit=3&before=" + older.text("nextCursor"));
    assertThat(contents(oldest)).containsExactly("1");
    assertThat(oldest.json().has("nextCursor")).isFalse();

    Answer first = ben.get(path + "?limit=4&after=0");
    assertThat(contents(first)).containsExactly("1", "2", "3", "4");
    assertThat(contents(ben.get(path + "?limit=4&after=" + first.text("nextCursor"))))
        .containsExactly("5", "6", "7");
    assertThat(contents(ben.get(path + "?after=2&before=5"))).containsExactly("3", "4");

    String third = ben.get(path + "?after=2&limit=1").text("items.0.createdAt");
    assertThat(contents(ben.get(path + "?from=" + third))).contains("3", "7");
    assertThat(contents(ben.get(path + "?to=" + third))).doesNotContain("3");
    assertThat(contents(ben.get(path + "?from=1999-01-01&to=2000-01-01"))).isEmpty();
    assertThat(ben.get(path + "?from=1999-01-01T00:00:00%2B01:00").status()).isEqualTo(200);
  }

  @Test
  void a_device_follows_the_log() {
    Answer start = ben.get("/api/v1/sync");
    assertThat(start.at("events")).isEmpty();
    assertThat(start.at("complete").asBoolean()).isTrue();
    String cursor = start.text("cursor");

    request(ann, ben);
    String room = direct(ann, ben).text("id");
    post(ann, room, "{\"content\":\"hello\",\"clientMessageId\":\"m1\"}");

    Answer news = ben.get("/api/v1/sync?cursor=" + cursor);
    assertThat(types(news))
        .containsExactly("friend:request_sent", "conversation:created", "message:new");
    assertThat(news.text("events.0.data.user.username")).isEqualTo(ann.name());
    assertThat(news.text("events.2.data.message.clientMessageId")).isEqualTo("m1");
    assertThat(news.text("events.2.data.conversation.lastMessage")).isEqualTo("hello");
    assertThat(news.text("unread.0.conversationId")).isEqualTo(room);
    assertThat(news.at("unread.0.unreadCount").asInt()).isEqualTo(1);

    // Page by page it is the same.
    var types = new ArrayList<String>();
    boolean complete = false;
    while (!complete) {
      Answer page = ben.get("/api/v1/sync?limit=1&cursor=" + cursor);
      types.addAll(types(page));
      cursor = page.text("cursor");
      complete = page.at("complete").asBoolean();
    }
    assertThat(types).startsWith("friend:request_sent", "conversation:created", "message:new");
    // Showing the cursor says that the message has arrived.
    ben.get("/api/v1/sync?cursor=" + cursor);
    assertThat(ann.get("/api/v1/conversations/" + room).at("members").toString())
        .contains("\"userId\":\"" + ben.id() + "\",\"role\":\"member\",\"deliveredUpTo\":1");
  }

  @Test
  void a_cursor_of_another_log_is_reset() {
    Answer answer = ben.get("/api/v1/sync?wait=5&cursor=elsewhere.1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("reset").asBoolean()).isTrue();
  }

  @Test
  void someone_elses_conversation_answers_like_none() {
    String room = direct(ann, ben).text("id");
    Person cat = server.register();
    List<String> answers = new ArrayList<>();
    for (String id :
        List.of(room, "01990000-0000-7000-8000-000000000001", "x", "%00", "%E2%82%AC")) {
      String path = "/api/v1/conversations/" + id;
      answers.add(cat.get(path).response().body());
      answers.add(cat.get(path + "/messages").response().body());
      answers.add(cat.post(path + "/messages", "{\"content\":\"hi\"}").response().body());
    }

    assertThat(answers).hasSize(15).containsOnly(answers.get(0));
    assertThat(cat.get("/api/v1/conversations/" + room).problem()).isEqualTo("404 not_found");
  }

  private static Answer logIn(String login, String password) {
    return server
        .stranger()
        .post(
            "/api/v1/auth/login",
            "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password));
  }

  private static Answer refresh(String token) {
    return server.stranger().post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  private static Answer request(Person sender, Person receiver) {
    return sender.post("/api/v1/friend-requests", "{\"userId\":\"" + receiver.id() + "\"}");
  }

  private static Answer direct(Person creator, Person other) {
    return creator.post(
        "/api/v1/conversations", "{\"type\":\"direct\",\"userId\":\"" + other.id() + "\"}");
  }

  private static Answer post(Person sender, String room, String body) {
    return sender.post("/api/v1/conversations/" + room + "/messages", body);
  }

  private static List<String> contents(Answer page) {
    return StreamSupport.stream(page.at("items").spliterator(), false)
        .map(message -> message.get("content").asText())
        .toList();
  }

  private static List<String> types(Answer sync) {
    return StreamSupport.stream(sync.at("events").spliterator(), false)
        .map(event -> event.get("type").asText())
        .toList();
  }
}
