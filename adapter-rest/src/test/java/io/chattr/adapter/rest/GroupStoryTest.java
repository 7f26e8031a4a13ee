package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How conversations are kept, who may do what in them, and who learns what of whom. */
class GroupStoryTest {
  private static final String BASE = RestApi.BASE;

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
  void a_group_is_made_once_under_a_key() {
    String body = group("'metadata':{'c':1},'memberPermissions':['post','pin'],", ben);

    Answer made = ann.client().postOnce(BASE + "/conversations", "k1", body);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("metadata.c").asInt()).isEqualTo(1);
    assertThat(texts(made.at("memberPermissions"))).containsExactly("post", "pin");
    assertThat(made.text("historyForNewMembers")).isEqualTo("all");
    Answer again = ann.client().postOnce(BASE + "/conversations", "k1", body);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(made.json());
    assertThat(
            ann.client()
                .postOnce(BASE + "/conversations", "k1", body.replace("Crew", "Other"))
                .problem())
        .isEqualTo("409 conflict");
    assertThat(ben.client().postOnce(BASE + "/conversations", "k1", group("", ann)).status())
        .isEqualTo(201);
  }

  @Test
  void a_group_is_called_and_kept_in_another_way() {
    String crew = made(ben);

    Answer updated =
        patch(
            ann,
            crew,
            "{'title':' Us ','metadata':{'x':[1]},'memberPermissions':[],"
                + "'historyForNewMembers':'joined'}");

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.text("title")).isEqualTo("Us");
    assertThat(updated.at("memberPermissions")).isEmpty();
    assertThat(ben.get(crew).text("historyForNewMembers")).isEqualTo("joined");
    assertThat(patch(ann, crew, "{}").json()).isEqualTo(updated.json());
    assertThat(patch(ben, crew, "{'title':'Mine'}").problem()).isEqualTo("403 not_permitted");
    assertThat(say(ben, crew, "hello").problem()).isEqualTo("403 not_permitted");
    assertThat(patch(server.register(), crew, "{'title':'x'}").problem())
        .isEqualTo("404 not_found");
  }

  @Test
  void a_member_may_do_more_or_less() {
    String crew = made(ben);
    String bens = crew + "/members/" + ben.id();

    Answer granted =
        patch(ann, bens, "{'permissions':{'granted':['edit_details'],'denied':['post']}}");

    assertThat(granted.status()).isEqualTo(200);
    assertThat(texts(granted.at("permissions.granted"))).containsExactly("edit_details");
    assertThat(texts(granted.at("permissions.denied"))).containsExactly("post");
    assertThat(patch(ben, crew, "{'title':'Mine'}").status()).isEqualTo(200);
    assertThat(say(ben, crew, "hello").problem()).isEqualTo("403 not_permitted");
    assertThat(ben.get(crew + "/members").response().body()).contains("\"denied\":[\"post\"]");
    Answer none = patch(ann, bens, "{'permissions':{'granted':[],'denied':[]}}");
    assertThat(none.json().has("permissions")).isFalse();
    assertThat(say(ben, crew, "hello").status()).isEqualTo(201);
    assertThat(patch(ben, crew + "/members/" + ann.id(), "{'role':'member'}").problem())
        .isEqualTo("403 not_permitted");
  }

  @Test
  void an_owner_hands_over_and_steps_down() {
    String crew = made(ben);

    assertThat(patch(ann, crew + "/members/me", "{'role':'member'}").problem())
        .isEqualTo("409 conflict");
    assertThat(patch(ann, crew + "/members/" + ben.id(), "{'role':'owner'}").text("role"))
        .isEqualTo("owner");
    assertThat(patch(ann, crew + "/members/me", "{'role':'member'}").text("role"))
        .isEqualTo("member");
    assertThat(ann.delete(crew).problem()).isEqualTo("403 not_permitted");
  }

  @Test
  void an_owner_ends_a_group_for_all() {
    String crew = made(ben);
    String cursor = ben.get(BASE + "/sync").text("cursor");

    assertThat(ben.delete(crew).problem()).isEqualTo("403 not_permitted");
    assertThat(ann.delete(crew).status()).isEqualTo(204);
    assertThat(ann.delete(crew).problem()).isEqualTo("404 not_found");

    assertThat(ben.get(crew).problem()).isEqualTo("404 not_found");
    Answer news = ben.get(BASE + "/sync?cursor=" + cursor);
    assertThat(news.text("events.0.type")).isEqualTo("conversation:deleted");
  }

  @Test
  void a_direct_conversation_is_left_out_of_ones_list_until_something_is_said() {
    String room = direct(ann, ben);
    say(ben, room, "hello");

    assertThat(ann.delete(room).status()).isEqualTo(204);
    assertThat(ann.delete(room).status()).isEqualTo(204);

    assertThat(ann.get(BASE + "/conversations").response().body()).doesNotContain(id(room));
    assertThat(ben.get(BASE + "/conversations").response().body()).contains(id(room));
    say(ben, room, "are you there?");
    assertThat(ann.get(BASE + "/conversations").text("items.0.id")).isEqualTo(id(room));
  }

  @Test
  void how_one_keeps_a_conversation_is_ones_own() {
    String crew = made(ben);

    Answer kept = patch(ann, crew + "/settings", "{'muted':true,'pinned':true}");

    assertThat(kept.response().body())
        .isEqualTo("{\"muted\":true,\"archived\":false,\"pinned\":true}");
    assertThat(patch(ann, crew + "/settings", "{'pinned':false,'archived':null}").json())
        .isEqualTo(ann.get(crew).at("settings"));
    assertThat(ann.get(crew).at("settings.muted").asBoolean()).isTrue();
    assertThat(ben.get(crew).at("settings.muted").asBoolean()).isFalse();
  }

  @Test
  void who_blocks_somebody_has_nothing_to_do_with_them() {
    String room = direct(ann, ben);
    Person cat = server.register();

    assertThat(ann.put(BASE + "/blocks/" + ben.id()).status()).isEqualTo(204);
    assertThat(ann.put(BASE + "/blocks/" + ben.id()).status()).isEqualTo(204);
    ann.put(BASE + "/blocks/" + cat.id());

    assertThat(say(ben, room, "hello").problem()).isEqualTo("403 not_permitted");
    assertThat(say(ann, room, "hello").problem()).isEqualTo("403 not_permitted");
    String asks = "{\"userId\":\"" + ann.id() + "\"}";
    assertThat(ben.post(BASE + "/friend-requests", asks).problem()).isEqualTo("403 not_permitted");
    assertThat(
            cat.post(
                    BASE + "/conversations",
                    "{\"type\":\"direct\",\"userId\":\"" + ann.id() + "\"}")
                .problem())
        .isEqualTo("403 not_permitted");
    assertThat(ann.get(BASE + "/blocks").at("items")).hasSize(2);
    assertThat(ben.get(BASE + "/blocks").at("items")).isEmpty();
    Answer page = ann.get(BASE + "/blocks?limit=1");
    assertThat(ann.get(BASE + "/blocks?cursor=" + page.text("nextCursor")).at("items")).hasSize(1);

    assertThat(ann.delete(BASE + "/blocks/" + ben.id()).status()).isEqualTo(204);
    assertThat(ann.delete(BASE + "/blocks/" + ben.id()).status()).isEqualTo(204);
    assertThat(say(ben, room, "hello").status()).isEqualTo(201);
  }

  @Test
  void who_wants_no_read_receipts_tells_nothing_and_learns_nothing() {
    Person cat = server.register();
    String crew = made(ben, cat);
    String message = BASE + "/messages/" + say(ann, crew, "hello").text("id");
    Map<Person, String> cursors =
        List.of(ann, ben, cat).stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), person -> person.get(BASE + "/sync").text("cursor")));
    Answer chosen = patch(ben, BASE + "/users/me", "{'readReceipts':false}");
    assertThat(chosen.at("settings.readReceipts").isBoolean()).isTrue();
    assertThat(chosen.at("settings.readReceipts").asBoolean()).isFalse();
    assertThat(ben.get(BASE + "/users/me").at("settings")).isEqualTo(chosen.at("settings"));

    for (Person reader : List.of(ben, cat)) {
      reader.post(crew + "/read", "{\"seq\":1}");
    }

    assertThat(readers(ann.get(crew))).containsExactlyInAnyOrder(ann.id(), cat.id());
    assertThat(readers(cat.get(crew))).containsExactlyInAnyOrder(ann.id(), cat.id());
    assertThat(readers(ben.get(crew))).containsExactly(ben.id());
    assertThat(readers(ben.get(BASE + "/conversations").at("items.0"))).containsExactly(ben.id());
    assertThat(ben.get(crew).at("unreadCount").asInt()).isZero();
    assertThat(ann.get(message + "/receipts").response().body())
        .contains("{\"userId\":\"%s\",\"status\":\"delivered\"}".formatted(ben.id()))
        .contains("{\"userId\":\"%s\",\"status\":\"read\"}".formatted(cat.id()));
    assertThat(ben.get(message + "/receipts").response().body())
        .contains("{\"userId\":\"%s\",\"status\":\"read\"}".formatted(ben.id()))
        .contains("{\"userId\":\"%s\",\"status\":\"delivered\"}".formatted(cat.id()));

    assertThat(movers(ann, cursors.get(ann))).containsExactly(cat.id());
    assertThat(movers(cat, cursors.get(cat))).containsExactly(cat.id());
    assertThat(movers(ben, cursors.get(ben))).containsExactly(ben.id());

    patch(ben, BASE + "/users/me", "{'readReceipts':true}");
    assertThat(readers(ann.get(crew))).containsExactlyInAnyOrder(ann.id(), ben.id(), cat.id());
  }

  /** Those of whom the conversation tells what they have read. */
  private static List<String> readers(Answer conversation) {
    return readers(conversation.json());
  }

  private static List<String> readers(JsonNode conversation) {
    return who(conversation.get("members"));
  }

  private static List<String> who(JsonNode people) {
    return StreamSupport.stream(people.spliterator(), false)
        .filter(person -> person.has("readUpTo"))
        .map(person -> person.get("userId").asText())
        .toList();
  }

  /** Those of whom the reader hears, catching up, what they have read. */
  private static List<String> movers(Person reader, String cursor) {
    return StreamSupport.stream(
            reader.get(BASE + "/sync?cursor=" + cursor).at("events").spliterator(), false)
        .filter(event -> event.get("type").asText().equals("message:status"))
        .flatMap(event -> who(event.at("/data/moves")).stream())
        .distinct()
        .toList();
  }

  private static String group(String also, Person... others) {
    String members =
        List.of(others).stream()
            .map(other -> "'" + other.id() + "'")
            .collect(Collectors.joining(","));
    return "{'type':'group','title':'Crew',%s'memberIds':[%s]}"
        .formatted(also, members)
        .replace('\'', '"');
  }

  /** The path of a new group of Ann's. */
  private String made(Person... others) {
    return BASE
        + "/conversations/"
        + ann.post(BASE + "/conversations", group("", others)).text("id");
  }

  private static String direct(Person creator, Person other) {
    String body = "{\"type\":\"direct\",\"userId\":\"" + other.id() + "\"}";
    return BASE + "/conversations/" + creator.post(BASE + "/conversations", body).text("id");
  }

  private static Answer say(Person sender, String conversation, String text) {
    return sender.post(conversation + "/messages", "{\"content\":\"" + text + "\"}");
  }

  private static Answer patch(Person person, String path, String body) {
    return person.patch(path, body.replace('\'', '"'));
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
