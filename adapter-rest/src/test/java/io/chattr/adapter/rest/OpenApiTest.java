package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.rest.OpenApi.Operation;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Client;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.adapter.rest.http.Route;
import io.chattr.domain.account.Letter;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.ProblemCode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /openapi.yaml} says is so. All other tests of this module check it, too. */
class OpenApiTest {
  /** Other tests bring these about, or nothing can but a host's own parts. */
  private static final Set<String> RARE =
      Set.of(
          "403",
          "408",
          "429",
          "500",
          "503",
          "GET /api/v1/users/me 404",
          "GET /api/v1/users/me/export 404",
          "DELETE /api/v1/users/me 404",
          "PATCH /api/v1/users/me 404",
          "POST /api/v1/auth/logout 404");

  private static final String BASE = RestApi.BASE;
  private static final String THUMB = "%F0%9F%91%8D";
  private static final String UNKNOWN = "01990000-0000-7000-8000-000000000001";

  private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;

  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void it_is_shown_to_everybody_and_may_be_kept() {
    Answer answer = server.stranger().get("/openapi.yaml");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).startsWith("openapi: 3.1.0\n");
    assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Answer again =
        server
            .stranger()
            .send(
                server
                    .stranger()
                    .request("/openapi.yaml")
                    .header("If-None-Match", answer.header("ETag")));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
    Answer other =
        server
            .stranger()
            .send(server.stranger().request("/openapi.yaml").header("If-None-Match", "\"other\""));
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void it_has_every_call_and_no_other() {
    assertThat(DOCUMENT.operations().stream().map(OpenApiTest::outline))
        .containsExactlyInAnyOrderElementsOf(
            server.api.routes().stream().map(OpenApiTest::outline).toList());
  }

  @Test
  void every_call_has_a_name_of_its_own_and_all_parameters_of_its_path() {
    var names = new HashSet<String>();
    for (Operation operation : DOCUMENT.operations()) {
      assertThat(names.add(operation.node().get("operationId").asText())).isTrue();
      var inPath = new ArrayList<String>();
      for (JsonNode parameter : parameters(operation)) {
        if (parameter.get("in").asText().equals("path")) {
          inPath.add("{" + parameter.get("name").asText() + "}");
        }
      }
      assertThat(inPath)
          .as(operation.toString())
          .isEqualTo(
              Arrays.stream(operation.path().split("/"))
                  .filter(segment -> segment.startsWith("{"))
                  .toList());
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    each(
        DOCUMENT.root(),
        node -> {
          if (node.has("$ref")) {
            assertThat(DOCUMENT.resolve(node).isMissingNode()).as(node.toString()).isFalse();
          }
        });
  }

  @Test
  void every_example_fits_its_schema() {
    var examples = new ArrayList<JsonNode>();
    each(
        DOCUMENT.root(),
        node -> {
          if (node.has("schema") && (node.has("example") || node.has("examples"))) {
            var all = new ArrayList<JsonNode>();
            node.path("examples").forEach(example -> all.add(example.get("value")));
            if (node.has("example")) {
              all.add(node.get("example"));
            }
            for (JsonNode example : all) {
              assertThat(DOCUMENT.problems(node.get("schema"), example))
                  .as(example.toString())
                  .isEmpty();
            }
            examples.addAll(all);
          }
        });
    assertThat(examples).hasSizeGreaterThan(10);
  }

  @Test
  void it_names_every_problem_with_its_status() {
    var described = new TreeSet<String>();
    each(
        DOCUMENT.root(),
        node -> {
          JsonNode status = node.at("/properties/status/const");
          if (!status.isMissingNode()) {
            JsonNode code = node.at("/properties/code");
            code.path("enum").forEach(one -> described.add(status.asInt() + " " + one.asText()));
            if (code.has("const")) {
              described.add(status.asInt() + " " + code.get("const").asText());
            }
          }
        });
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values())
                .filter(code -> code != ProblemCode.UNKNOWN_COMMAND) // of sockets
                .map(code -> code.status() + " " + code.code())
                .toList());
  }

  @Test
  void a_field_more_in_an_answer_does_not_fit() {
    var tried = new ArrayList<String>();
    for (JsonNode part : List.of(DOCUMENT.root().get("paths"), DOCUMENT.root().get("components"))) {
      each(
          part,
          node -> {
            if (node.at("/content/application~1json/example").isObject()
                && node.has("description")) {
              JsonNode answer = node.at("/content/application~1json");
              ObjectNode example = answer.get("example").deepCopy();
              each(
                  example,
                  inner -> {
                    if (inner instanceof ObjectNode object) {
                      object.put("surprise", true);
                      assertThat(DOCUMENT.problems(answer.get("schema"), example))
                          .as(example.toString())
                          .isNotEmpty();
                      object.remove("surprise");
                      tried.add(object.toString());
                    }
                  });
            }
          });
    }
    assertThat(tried).hasSizeGreaterThan(10);
  }

  @Test
  void every_answer_that_it_has_is_given_and_every_event_told() {
    Person ann = server.register();
    Person ben = server.register();
    Person cat = server.register();
    Map<Person, String> cursors = new LinkedHashMap<>();
    for (Person person : List.of(ann, ben, cat)) {
      cursors.put(person, person.get(BASE + "/sync").text("cursor"));
    }

    accounts(ann);
    letters(ann);
    sessions(ann);
    administration(ben);
    people(ann, ben);
    friends(ann, ben);
    conversations(ann, ben, cat);
    messages(ann, ben, cat);
    groups(ann, ben, cat);
    blocksAndSettings(ann, ben, cat);
    server.stranger().get("/health/live");
    server.stranger().get("/health/ready");
    for (Route route : server.api.routes()) {
      refusals(route, ann);
    }
    ben.get(BASE + "/sync?cursor=" + ben.get(BASE + "/sync").text("cursor"));
    Set<String> told = new TreeSet<>();
    cursors.forEach(
        (person, cursor) ->
            person
                .get(BASE + "/sync?limit=500&cursor=" + cursor)
                .at("events")
                .forEach(event -> told.add(event.get("type").asText())));

    assertThat(server.answered).containsAll(describedAnswers());
    assertThat(told).isEqualTo(describedEvents());
  }

  private static void accounts(Person ann) {
    Client stranger = server.stranger();
    String login = "{'login': '" + ann.name() + "', 'password': '%s'}";
    String token =
        post(stranger, "/auth/login", login.formatted("correct horse")).text("refreshToken");
    post(stranger, "/auth/login", login.formatted("wrong horse"));
    post(stranger, "/auth/refresh", "{'refreshToken': '" + token + "'}");
    post(stranger, "/auth/refresh", "{'refreshToken': '" + token + "'}");
    post(
        stranger,
        "/auth/register",
        "{'username': '" + ann.name() + "', 'email': 'x@y.org', 'password': 'correct horse'}");
  }

  private static void letters(Person ann) {
    Client stranger = server.stranger();
    String email = ann.name() + "@example.org";
    post(stranger, "/auth/email-token", "{'email': '" + email + "'}");
    String code = ((Letter.LogInCode) server.letters.remove()).code();
    String verify = "{'email': '" + email + "', 'token': '" + code + "'}";
    post(stranger, "/auth/email-token/verify", verify);
    post(stranger, "/auth/email-token/verify", verify);
    Person other = server.register();
    post(stranger, "/auth/password-reset", "{'email': '" + other.name() + "@example.org'}");
    String token = ((Letter.PasswordReset) server.letters.remove()).token();
    String confirm = "{'token': '" + token + "', 'password': 'another horse'}";
    post(stranger, "/auth/password-reset/confirm", confirm);
    post(stranger, "/auth/password-reset/confirm", confirm);
  }

  private static void sessions(Person ann) {
    Client laptop = server.client(server.logIn(ann, "correct horse").text("accessToken"));
    Answer sessions = laptop.get(BASE + "/auth/sessions");
    ann.delete(BASE + "/auth/sessions/" + sessions.text("items.0.id"));
    Client phone = server.client(server.logIn(ann, "correct horse").text("accessToken"));
    post(phone, "/auth/logout", "");
  }

  private static void administration(Person nobody) {
    Person admin = server.admin();
    admin.get(BASE + "/admin/users?q=" + nobody.name());
    nobody.get(BASE + "/admin/users");
    admin.get(BASE + "/admin/users?limit=0");
    admin.get(BASE + "/admin/users?limit=x");
    String other = BASE + "/admin/users/" + server.register().id();
    admin.patch(other, "{\"role\": \"admin\", \"suspended\": true}");
    admin.patch(other, "{\"role\": \"king\"}");
    admin.patch(BASE + "/admin/users/nobody", "{}");
    admin.patch(BASE + "/admin/users/" + admin.id(), "{\"role\": \"user\"}");
    String farewell = "{\"password\": \"correct horse\", \"messages\": \"keep\"}";
    admin.delete(BASE + "/users/me", farewell);
  }

  private static void people(Person ann, Person ben) {
    ann.get(BASE + "/users/me");
    ann.patch(BASE + "/users/me", "{\"displayName\": \"Ann\", \"about\": \"me\"}");
    ann.patch(BASE + "/users/me", "{\"about\": \"" + "x".repeat(501) + "\"}");
    ann.get(BASE + "/users/" + ben.id());
    ann.get(BASE + "/users/nobody");
    ann.get(BASE + "/users?q=user&limit=1");
  }

  private static void friends(Person ann, Person ben) {
    String toBen = "{'userId': '" + ben.id() + "'}";
    String rejected = answerTo(request(ann, toBen), ben, "reject");
    answerTo(rejected, ben, "accept");
    ann.delete(BASE + "/friend-requests/" + rejected);
    String cancelled = request(ann, toBen);
    ann.delete(BASE + "/friend-requests/" + cancelled);
    ann.delete(BASE + "/friend-requests/" + UNKNOWN);
    String accepted = request(ann, toBen);
    request(ann, toBen);
    ben.get(BASE + "/friend-requests");
    answerTo(answerTo(accepted, ben, "accept"), ben, "reject");
    answerTo(UNKNOWN, ben, "accept");
    answerTo(UNKNOWN, ben, "reject");
    request(ann, toBen);
    request(ann, "{'userId': 'nobody'}");
    ann.get(BASE + "/friends");
    for (Person friend : List.of(ben, ben, ann)) {
      ann.delete(BASE + "/friends/" + friend.id());
    }
  }

  private static String request(Person sender, String body) {
    return post(sender.client(), "/friend-requests", body).text("id");
  }

  private static String answerTo(String request, Person receiver, String answer) {
    receiver.post(BASE + "/friend-requests/" + request + "/" + answer, "");
    return request;
  }

  private static void conversations(Person ann, Person ben, Person cat) {
    String direct = "{'type': 'direct', 'userId': '%s'}";
    post(ann.client(), "/conversations", direct.formatted(ben.id()));
    String room = post(ben.client(), "/conversations", direct.formatted(ann.id())).text("id");
    post(ben.client(), "/conversations", direct.formatted("nobody"));
    String messages = "/conversations/" + room + "/messages";
    for (String body :
        List.of(
            "{'content': 'hello', 'clientMessageId': 'm1', 'metadata': {'x': 1}}",
            "{'content': 'hello', 'clientMessageId': 'm1', 'metadata': {'x': 1}}",
            "{'content': 'another', 'clientMessageId': 'm1'}",
            "{'encrypted': {'c': [1, null]}}",
            "{'custom': {'type': 'poll', 'body': 7}}")) {
      post(ann.client(), messages, body);
    }
    ben.get(BASE + messages + "?limit=2");
    ben.get(BASE + "/conversations");
    ben.get(BASE + "/conversations/" + room);
    for (String path : List.of("", "/messages")) {
      cat.get(BASE + "/conversations/" + room + path);
    }
    post(cat.client(), messages, "{'content': 'hello'}");

    Answer group =
        post(
            ann.client(),
            "/conversations",
            "{'type': 'group', 'title': 'Crew', 'memberIds': ['" + ben.id() + "']}");
    marks(ben, room);
    members(ann, ben, cat, group.text("id"));
    post(ben.client(), "/conversations/" + room + "/members", "{'userIds': ['" + cat.id() + "']}");
    ben.delete(BASE + "/conversations/" + room + "/members/me");
  }

  private static void marks(Person member, String room) {
    for (String mark : List.of("delivered", "read")) {
      post(member.client(), "/conversations/" + room + "/" + mark, "{'seq': 1}");
      post(member.client(), "/conversations/" + UNKNOWN + "/" + mark, "{'seq': 1}");
    }
  }

  private static void members(Person owner, Person member, Person other, String group) {
    String members = "/conversations/" + group + "/members";
    String added = "{'userIds': ['" + other.id() + "']}";
    post(other.client(), members, added);
    post(member.client(), members, added);
    post(owner.client(), members, added);
    other.get(BASE + members);
    member.delete(BASE + members + "/" + other.id());
    owner.delete(BASE + members + "/" + other.id());
    owner.delete(BASE + members + "/" + other.id());
    other.get(BASE + members);
  }

  private static void messages(Person ann, Person ben, Person cat) {
    String crew =
        post(
                ann.client(),
                "/conversations",
                "{'type': 'group', 'title': 'Crew', 'memberIds': ['" + ben.id() + "']}")
            .text("id");
    String id = said(ann, crew, "{'content': 'hello @" + ben.name() + "'}");
    String other = said(ann, crew, "{'mediaId': 'f1', 'replyTo': '" + id + "'}");
    String bens = said(ben, crew, "{'content': 'mine'}");
    String one = BASE + "/messages/" + id;
    ann.get(BASE + "/conversations/" + crew + "/messages?around=2&limit=2");
    patch(ann, one, "{'content': 'hello again'}");
    patch(ann, one, "{'encrypted': 'x'}");
    patch(ben, one, "{'content': 'not mine'}");
    patch(ann, one, "{}");
    for (String mark : List.of("/reactions/" + THUMB, "/pin", "/star")) {
      for (Person person : List.of(ann, ben)) {
        person.put(one + mark);
        person.get(one);
        ann.get(BASE + "/conversations/" + crew + "/pins");
        ann.get(BASE + "/messages?starred=true");
        person.delete(one + mark);
      }
    }
    ann.put(one + "/reactions/no");
    ann.delete(one + "/reactions/no");
    ann.get(one + "/receipts");
    ann.get(one + "/versions");
    String forward = "{\"conversationIds\": [\"" + crew + "\"]}";
    for (int i = 0; i < 2; i++) {
      ann.client().postOnce(one + "/forward", "k1", forward);
    }
    ann.client().postOnce(BASE + "/messages/" + other + "/forward", "k1", forward);
    post(cat.client(), "/messages/" + id + "/forward", "{'conversationIds': ['" + crew + "']}");
    post(ann.client(), "/messages/" + id + "/forward", "{}");
    patch(cat, one, "{'content': 'not mine'}");
    ann.get(BASE + "/messages?sender=" + ann.id());
    ann.get(BASE + "/messages?limit=x");
    ann.get(BASE + "/search/messages?q=hell");
    ann.get(BASE + "/search/messages?q=hell&conversationId=" + UNKNOWN);
    ann.get(BASE + "/search/messages?q=a&limit=x");
    ann.get(BASE + "/search/messages");
    ann.delete(one + "?for=you");
    ann.delete(one + "?for=me&for=me");
    ann.delete(BASE + "/messages/" + bens + "?for=me");
    // Events tell how things are now, so some stay.
    ann.put(BASE + "/messages/" + other + "/pin");
    ann.put(BASE + "/messages/" + other + "/star");
    ben.delete(one);
    ann.delete(one);
    for (String mark : List.of("/reactions/" + THUMB, "/pin", "/star")) {
      ann.put(one + mark);
    }
  }

  private static void groups(Person ann, Person ben, Person cat) {
    String body = "{'type': 'group', 'title': 'Crew', 'memberIds': ['%s'], 'metadata': {'x': 1}}";
    String json = body.formatted(ben.id()).replace('\'', '"');
    String crew = ann.client().postOnce(BASE + "/conversations", "g1", json).text("id");
    ann.client().postOnce(BASE + "/conversations", "g1", json);
    ann.client().postOnce(BASE + "/conversations", "g1", json.replace("Crew", "Other"));
    String one = BASE + "/conversations/" + crew;
    patch(ann, one, "{'title': 'The crew', 'historyForNewMembers': 'joined'}");
    patch(ben, one, "{'title': 'Mine'}");
    patch(ann, one, "{'title': ''}");
    patch(ann, one + "/settings", "{'muted': true, 'archived': true, 'pinned': true}");
    patch(ann, one + "/settings", "{'muted': 7}");
    String member = one + "/members/" + ben.id();
    patch(ann, member, "{'permissions': {'granted': ['pin'], 'denied': ['send_media']}}");
    patch(ann, member, "{'role': 'king'}");
    patch(ben, one + "/members/" + ann.id(), "{'role': 'member'}");
    patch(ann, one + "/members/me", "{'role': 'member'}");
    ben.delete(one);
    ann.delete(one);
    String room = BASE + "/conversations/" + direct(ann, cat).text("id");
    patch(ann, room, "{'title': 'none'}");
    ann.delete(room);
  }

  private static void blocksAndSettings(Person ann, Person ben, Person cat) {
    Person dan = server.register();
    String block = BASE + "/blocks/";
    ann.put(block + dan.id());
    ann.put(block + ann.id());
    ann.get(BASE + "/blocks");
    direct(dan, ann);
    ann.delete(block + dan.id());
    ann.delete(block + ann.id());
    ann.delete(block + "x%20y");
    ann.put(block + cat.id());
    patch(ann, BASE + "/users/me", "{'readReceipts': false}");
    patch(ann, BASE + "/users/me", "{'readReceipts': true}");
    patch(ann, BASE + "/users/me", "{'readReceipts': 7}");
    direct(ann, ben);
    patch(ben, BASE + "/users/me", "{'displayName': 'Ben'}");
    Person eve = server.register();
    direct(ann, eve);
    String farewell = "{\"password\": \"correct horse\", \"messages\": \"delete\"}";
    eve.delete(BASE + "/users/me", farewell);
    exports(ann);
  }

  private static void exports(Person ann) {
    ann.get(BASE + "/users/me/export");
    try (var underWay = server.chattr.exportPerson().begin(new UserId(ann.id()))) {
      ann.get(BASE + "/users/me/export");
      assertThat(underWay.user().value()).isEqualTo(ann.id());
    }
  }

  private static Answer direct(Person creator, Person other) {
    return post(
        creator.client(), "/conversations", "{'type': 'direct', 'userId': '" + other.id() + "'}");
  }

  private static String said(Person sender, String conversation, String body) {
    return post(sender.client(), "/conversations/" + conversation + "/messages", body).text("id");
  }

  private static Answer patch(Person person, String path, String body) {
    return person.patch(path, body.replace('\'', '"'));
  }

  /** What every call refuses for the same reasons. */
  private static void refusals(Route route, Person ann) {
    String path =
        route
            .path()
            .replace("{id}", UNKNOWN)
            .replace("{userId}", UNKNOWN)
            .replace("{emoji}", THUMB);
    // Each call in a log-in of its own, as one of them ends it.
    Client client = server.client(server.logIn(ann, "correct horse").text("accessToken"));
    if (route.authenticated()) {
      server.stranger().send(body(server.stranger().request(path), route, "{}"));
    }
    client.send(client.request(path).method("PURGE", BodyPublishers.noBody()));
    client.send(body(client.request(path).header("Accept", "image/png"), route, "{}"));
    if (route.takesBody()) {
      client.send(client.request(path).method(route.method(), BodyPublishers.ofString("{}")));
      for (String wrong : List.of("[", "{}", " ".repeat((1 << 20) + 1))) {
        client.send(body(client.request(path), route, wrong));
      }
    } else {
      client.send(body(client.request(path + "?limit=x"), route, ""));
      client.send(body(client.request(path + "?limit=0"), route, ""));
    }
  }

  private static HttpRequest.Builder body(HttpRequest.Builder request, Route route, String body) {
    return route.takesBody() || !route.method().matches("GET|DELETE")
        ? request
            .header("Content-Type", "application/json")
            .method(route.method(), BodyPublishers.ofString(body))
        : request.method(route.method(), BodyPublishers.noBody());
  }

  private static Answer post(Client client, String path, String body) {
    return client.post(BASE + path, body.replace('\'', '"'));
  }

  private static Set<String> describedAnswers() {
    var all = new TreeSet<String>(Set.of("MethodNotAllowed"));
    for (Operation operation : DOCUMENT.operations()) {
      for (String status : names(operation.node().get("responses"))) {
        String answer = operation + " " + status;
        if (!RARE.contains(status) && !RARE.contains(answer)) {
          all.add(answer);
        }
      }
    }
    return all;
  }

  private static Set<String> describedEvents() {
    var types = new TreeSet<String>();
    for (JsonNode event : DOCUMENT.root().at("/components/schemas/Event/oneOf")) {
      JsonNode type = event.at("/properties/type");
      type.path("enum").forEach(one -> types.add(one.asText()));
      if (type.has("const")) {
        types.add(type.get("const").asText());
      }
    }
    return types;
  }

  private static String outline(Route route) {
    return outline(route.method(), route.path(), route.authenticated(), route.takesBody());
  }

  private static String outline(Operation operation) {
    return outline(
        operation.method(),
        operation.path(),
        operation.hasToken(),
        operation.node().has("requestBody"));
  }

  private static String outline(String method, String path, boolean token, boolean body) {
    return method + " " + path + (token ? " token" : "") + (body ? " body" : "");
  }

  private static List<JsonNode> parameters(Operation operation) {
    var all = new ArrayList<JsonNode>();
    DOCUMENT.root().get("paths").get(operation.path()).path("parameters").forEach(all::add);
    operation.node().path("parameters").forEach(all::add);
    return all.stream().map(DOCUMENT::resolve).toList();
  }

  private static void each(JsonNode node, Consumer<JsonNode> action) {
    action.accept(node);
    node.forEach(child -> each(child, action));
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
