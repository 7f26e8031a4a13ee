package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages after they were posted. */
class MessageStoryTest {
  private static final String BASE = RestApi.BASE;
  private static final String THUMB = "/reactions/%F0%9F%91%8D";

  private static Server server;

  private final Person ann = server.register();
  private final Person ben = server.register();
  private String crew;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void begin() {
    crew = group(ann, ben);
  }

  @Test
  void a_message_is_edited_and_what_it_held_before_is_kept() {
    String message = said(ann, crew, "helo");

    Answer edited = edit(ann, message, "hello");

    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.text("content")).isEqualTo("hello");
    assertThat(edited.text("editedAt")).isNotEmpty();
    assertThat(edit(ann, message, "hello").json()).isEqualTo(edited.json());
    Answer versions = ben.get(message + "/versions");
    assertThat(versions.at("items")).hasSize(1);
    assertThat(versions.text("items.0.content")).isEqualTo("helo");
    assertThat(versions.text("items.0.kind")).isEqualTo("text");
    assertThat(versions.text("items.0.createdAt")).isEqualTo(edited.text("createdAt"));
    assertThat(edit(ben, message, "mine").problem()).isEqualTo("403 not_permitted");
    assertThat(ben.get(message).json()).isEqualTo(edited.json());
  }

  @Test
  void a_file_and_what_was_encrypted_are_edited_in_their_own_fields() {
    String file = posted(ann, crew, "{'mediaId':'f1','content':'look'}");
    String secret = posted(ann, crew, "{'encrypted':{'c':'x'}}");

    Answer caption = patch(ann, file, "{'mediaId':'f1','content':'look here'}");
    assertThat(caption.text("content")).isEqualTo("look here");
    assertThat(caption.text("mediaId")).isEqualTo("f1");
    assertThat(patch(ann, file, "{'mediaId':'f2'}").json().has("content")).isFalse();
    assertThat(patch(ann, secret, "{'encrypted':'y'}").text("content")).isEqualTo("y");
    assertThat(edit(ann, secret, "plain").problem()).isEqualTo("409 conflict");
    assertThat(ben.get(file + "/versions").text("items.0.mediaId")).isEqualTo("f1");
  }

  @Test
  void a_message_is_deleted_for_everyone_and_its_place_stays() {
    String message = said(ann, crew, "secret");
    edit(ann, message, "very secret");

    assertThat(ben.delete(message).problem()).isEqualTo("403 not_permitted");
    assertThat(ann.delete(message).status()).isEqualTo(204);
    assertThat(ann.delete(message).status()).isEqualTo(204);

    Answer left = ben.get(message);
    assertThat(left.text("kind")).isEqualTo("deleted");
    assertThat(left.text("deletedAt")).isNotEmpty();
    assertThat(left.json().has("content")).isFalse();
    assertThat(ben.get(message + "/versions").at("items")).isEmpty();
    assertThat(edit(ann, message, "again").problem()).isEqualTo("409 conflict");
    said(ann, crew, "x");
    assertThat(contents(ben.get(messages(crew)))).containsExactly("", "x");
  }

  @Test
  void an_owner_deletes_what_others_said() {
    String message = said(ben, crew, "rude");

    assertThat(ann.delete(message + "?for=everyone").status()).isEqualTo(204);
    assertThat(ben.get(message).text("kind")).isEqualTo("deleted");
  }

  @Test
  void a_message_is_deleted_for_oneself_alone() {
    String message = said(ann, crew, "boring");

    assertThat(ben.delete(message + "?for=me").status()).isEqualTo(204);
    assertThat(ben.delete(message + "?for=me").status()).isEqualTo(204);

    assertThat(ben.get(message).problem()).isEqualTo("404 not_found");
    assertThat(ben.get(messages(crew)).at("items")).isEmpty();
    assertThat(ann.get(message).text("content")).isEqualTo("boring");
  }

  @Test
  void a_reply_names_what_it_answers() {
    String question = said(ann, crew, "when?");
    String id = ann.get(question).text("id");

    String answer = posted(ben, crew, "{'content':'now','replyTo':'" + id + "'}");

    assertThat(ann.get(answer).text("replyTo")).isEqualTo(id);
  }

  @Test
  void members_are_mentioned_by_their_names() {
    Person cat = server.register();

    String message = said(ann, crew, "@%s and @%s!".formatted(ben.name(), cat.name()));

    assertThat(ann.get(message).at("mentions")).hasSize(1);
    assertThat(ann.get(message).text("mentions.0")).isEqualTo(ben.id());
  }

  @Test
  void a_message_is_forwarded_once_under_a_key() {
    Person cat = server.register();
    String room = direct(ann, cat);
    String message = said(ben, crew, "pass it on");
    String body = "{\"conversationIds\":[\"%s\",\"%s\"]}".formatted(id(room), id(crew));

    Answer forwarded = ann.client().postOnce(message + "/forward", "k1", body);

    assertThat(forwarded.status()).isEqualTo(201);
    assertThat(forwarded.text("items.0.conversationId")).isEqualTo(id(room));
    assertThat(forwarded.text("items.0.forwardedFrom.senderId")).isEqualTo(ben.id());
    assertThat(forwarded.text("items.0.senderId")).isEqualTo(ann.id());
    Answer again = ann.client().postOnce(message + "/forward", "k1", body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(forwarded.json());
    assertThat(ann.post(message + "/forward", body).status()).isEqualTo(201);
    assertThat(contents(cat.get(messages(room)))).containsExactly("pass it on", "pass it on");
    String other = said(ann, crew, "another");
    assertThat(ann.client().postOnce(other + "/forward", "k1", body).problem())
        .isEqualTo("409 conflict");
  }

  @Test
  void an_idempotency_key_is_given_once_and_is_not_long() {
    String forward = said(ann, crew, "hello") + "/forward";
    String body = "{\"conversationIds\":[\"%s\"]}".formatted(id(crew));

    assertThat(ann.client().postOnce(forward, "x".repeat(65), body).problem())
        .isEqualTo("422 too_long Idempotency-Key");
    assertThat(ann.client().postOnce(forward, " ", body).problem())
        .isEqualTo("422 required Idempotency-Key");
    var twice =
        ann.client()
            .request(forward)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "a")
            .header("Idempotency-Key", "b")
            .POST(BodyPublishers.ofString(body));
    assertThat(ann.client().send(twice).problem()).isEqualTo("400 malformed Idempotency-Key");
    assertThat(ann.get(messages(crew)).at("items")).hasSize(1);
  }

  @Test
  void everybody_sees_reactions_and_which_are_their_own() {
    String message = said(ann, crew, "hello");

    Answer mine = ben.put(message + THUMB);

    assertThat(mine.status()).isEqualTo(200);
    assertThat(mine.at("reactions.0.count").asInt()).isEqualTo(1);
    assertThat(mine.at("reactions.0.mine").asBoolean()).isTrue();
    assertThat(ben.put(message + THUMB).json()).isEqualTo(mine.json());
    assertThat(ann.get(message).at("reactions.0").has("mine")).isFalse();
    assertThat(ann.put(message + THUMB).at("reactions.0.count").asInt()).isEqualTo(2);
    assertThat(ben.get(messages(crew)).at("items.0.reactions.0.mine").asBoolean()).isTrue();
    ben.delete(message + THUMB);
    assertThat(ben.delete(message + THUMB).at("reactions.0").has("mine")).isFalse();
    assertThat(ann.delete(message + THUMB).json().has("reactions")).isFalse();
  }

  @Test
  void a_message_is_pinned_by_who_may() {
    String first = said(ann, crew, "first");
    String second = said(ann, crew, "second");

    assertThat(ben.put(first + "/pin").problem()).isEqualTo("403 not_permitted");
    assertThat(ann.put(first + "/pin").at("pinned").asBoolean()).isTrue();
    ann.put(second + "/pin");
    assertThat(ann.put(first + "/pin").status()).isEqualTo(200);

    assertThat(contents(ben.get(crew + "/pins"))).containsExactly("second", "first");
    assertThat(ben.delete(first + "/pin").problem()).isEqualTo("403 not_permitted");
    assertThat(ann.delete(first + "/pin").json().has("pinned")).isFalse();
    assertThat(ann.delete(first + "/pin").status()).isEqualTo(200);
    assertThat(contents(ben.get(crew + "/pins"))).containsExactly("second");
  }

  @Test
  void a_star_is_ones_own() {
    String message = said(ann, crew, "remember");

    assertThat(ben.put(message + "/star").at("starred").asBoolean()).isTrue();
    assertThat(ben.put(message + "/star").status()).isEqualTo(200);

    assertThat(contents(ben.get(BASE + "/messages?starred=true"))).containsExactly("remember");
    assertThat(ben.get(messages(crew)).at("items.0.starred").asBoolean()).isTrue();
    assertThat(ann.get(BASE + "/messages?starred=true").at("items")).isEmpty();
    assertThat(ann.get(message).json().has("starred")).isFalse();
    assertThat(ben.delete(message + "/star").json().has("starred")).isFalse();
    assertThat(ben.delete(message + "/star").status()).isEqualTo(200);
    assertThat(ben.get(BASE + "/messages?starred=true").at("items")).isEmpty();
  }

  @Test
  void how_far_a_message_has_come_is_told_for_each_member() {
    Person cat = server.register();
    String room = group(ann, ben, cat);
    String message = said(ann, room, "hello");
    ben.post(room + "/delivered", "{\"seq\":1}");
    cat.post(room + "/read", "{\"seq\":1}");

    Answer receipts = ben.get(message + "/receipts");

    assertThat(receipts.at("items")).hasSize(2);
    assertThat(receipts.response().body())
        .contains("{\"userId\":\"%s\",\"status\":\"delivered\"}".formatted(ben.id()))
        .contains("{\"userId\":\"%s\",\"status\":\"read\"}".formatted(cat.id()));
  }

  @Test
  void messages_are_found_across_conversations() {
    Person cat = server.register();
    String room = direct(ann, cat);
    said(ann, crew, "one");
    said(ann, room, "two");
    said(cat, room, "three");

    assertThat(contents(ann.get(BASE + "/messages"))).containsExactly("three", "two", "one");
    assertThat(contents(ann.get(BASE + "/messages?with=" + cat.id())))
        .containsExactly("three", "two");
    assertThat(contents(ann.get(BASE + "/messages?sender=" + ann.id())))
        .containsExactly("two", "one");
    assertThat(contents(ben.get(BASE + "/messages"))).containsExactly("one");
    assertThat(ann.get(BASE + "/messages?with=" + ben.id()).at("items")).isEmpty();
    assertThat(ann.get(BASE + "/messages?to=2000-01-01").at("items")).isEmpty();
    Answer page = ann.get(BASE + "/messages?limit=2");
    assertThat(contents(ann.get(BASE + "/messages?limit=2&cursor=" + page.text("nextCursor"))))
        .containsExactly("one");
  }

  @Test
  void messages_are_searched_by_the_beginnings_of_words() {
    Person cat = server.register();
    String room = direct(ann, cat);
    said(ann, crew, "The quick brown fox");
    said(ann, room, "a fox, quickly");
    posted(ann, room, "{'encrypted':'fox'}");

    assertThat(contents(ann.get(BASE + "/search/messages?q=FOX+quick")))
        .containsExactly("a fox, quickly", "The quick brown fox");
    assertThat(contents(ann.get(BASE + "/search/messages?q=fox&conversationId=" + id(crew))))
        .containsExactly("The quick brown fox");
    assertThat(contents(ben.get(BASE + "/search/messages?q=fox")))
        .containsExactly("The quick brown fox");
    Answer page = ann.get(BASE + "/search/messages?q=fox&limit=1");
    assertThat(contents(ann.get(BASE + "/search/messages?q=fox&cursor=" + page.text("nextCursor"))))
        .containsExactly("The quick brown fox");
  }

  @Test
  void history_is_read_around_a_message() {
    for (int i = 1; i <= 9; i++) {
      said(ann, crew, "m" + i);
    }
    String path = messages(crew);

    Answer middle = ben.get(path + "?around=5&limit=4");
    assertThat(contents(middle)).containsExactly("m3", "m4", "m5", "m6");
    assertThat(contents(ben.get(path + "?limit=9&before=" + middle.text("prevCursor"))))
        .containsExactly("m1", "m2");
    assertThat(contents(ben.get(path + "?limit=9&after=" + middle.text("nextCursor"))))
        .containsExactly("m7", "m8", "m9");
    Answer start = ben.get(path + "?around=1&limit=4");
    assertThat(contents(start)).containsExactly("m1", "m2");
    assertThat(start.json().has("prevCursor")).isFalse();
    Answer end = ben.get(path + "?around=9&limit=4");
    assertThat(contents(end)).containsExactly("m7", "m8", "m9");
    assertThat(end.json().has("nextCursor")).isFalse();
  }

  @Test
  void to_strangers_a_message_answers_like_none() {
    Person cat = server.register();
    String message = said(ann, crew, "hello");
    String unknown = BASE + "/messages/01990000-0000-7000-8000-000000000001";

    for (String call : List.of("", "/receipts", "/versions", "/pin", "/star", THUMB)) {
      for (String method : List.of("get", "put", "delete")) {
        Answer theirs = call(cat, method, message + call);
        assertThat(theirs.status()).as(method + call).isIn(404, 405);
        assertThat(theirs.response().body())
            .isEqualTo(call(cat, method, unknown + call).response().body());
      }
    }
    assertThat(edit(cat, message, "x").problem()).isEqualTo("404 not_found");
    assertThat(cat.get(crew + "/pins").problem()).isEqualTo("404 not_found");
    assertThat(cat.get(BASE + "/search/messages?q=hello").at("items")).isEmpty();
    assertThat(ann.get(message).text("content")).isEqualTo("hello");
  }

  private static Answer call(Person person, String method, String path) {
    return switch (method) {
      case "get" -> person.get(path);
      case "put" -> person.put(path);
      default -> person.delete(path);
    };
  }

  /** The path of the new group. */
  private static String group(Person owner, Person... others) {
    String members =
        List.of(others).stream()
            .map(other -> "\"" + other.id() + "\"")
            .reduce((one, other) -> one + "," + other)
            .orElse("");
    return BASE
        + "/conversations/"
        + owner
            .post(
                BASE + "/conversations",
                "{\"type\":\"group\",\"title\":\"Crew\",\"memberIds\":[%s]}".formatted(members))
            .text("id");
  }

  private static String direct(Person creator, Person other) {
    String body = "{\"type\":\"direct\",\"userId\":\"" + other.id() + "\"}";
    return BASE + "/conversations/" + creator.post(BASE + "/conversations", body).text("id");
  }

  private static String messages(String conversation) {
    return conversation + "/messages";
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of the new message. */
  private static String said(Person sender, String conversation, String text) {
    return posted(sender, conversation, "{'content':'" + text + "'}");
  }

  private static String posted(Person sender, String conversation, String body) {
    Answer posted = sender.post(messages(conversation), body.replace('\'', '"'));
    assertThat(posted.status()).isEqualTo(201);
    return BASE + "/messages/" + posted.text("id");
  }

  private static Answer edit(Person person, String message, String text) {
    return patch(person, message, "{'content':'" + text + "'}");
  }

  private static Answer patch(Person person, String path, String body) {
    return person.patch(path, body.replace('\'', '"'));
  }

  private static List<String> contents(Answer page) {
    return StreamSupport.stream(page.at("items").spliterator(), false)
        .map((JsonNode message) -> message.path("content").asText())
        .toList();
  }
}
