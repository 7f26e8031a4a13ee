package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients must not send, to every command. */
class BadInputIT {
  private static final UserId ANN = Fresh.person("ann");
  private static final UserId BEN = Fresh.person("ben");
  private static final UserId EVE = Fresh.person("eve");

  private static final String NUL = "\"a\\u0000b\"";
  private static final String HALF = "\"a\\ud800b\"";
  private static final String UNKNOWN = quoted(Fresh.id());

  private static ChatServer server;
  private static ConversationId ours;
  private static ConversationId theirs;
  private static ConversationId crew;
  private static ConversationId theirCrew;
  private static FriendRequestId theirRequest;
  private static Message theirMessage;

  /**
   * @param data the command's arguments as JSON
   * @param field the one that is to be named; empty for what is about no field
   */
  record Case(String command, String data, String code, String field) {
    @Override
    public String toString() {
      String shown = data.length() > 80 ? data.substring(0, 80) + "…" : data;
      return command + " " + shown + " is " + code + " " + field;
    }
  }

  @BeforeAll
  static void start() {
    server = ChatServer.start(ChatServer.Setup.over(new MemoryStore()));
    ours = server.direct(ANN, BEN).id();
    theirs = server.direct(BEN, EVE).id();
    crew = server.group(ANN, BEN).id();
    theirCrew = server.group(BEN, EVE).id();
    theirRequest = server.chattr().befriend().request(BEN, EVE).value().id();
    server.post(BEN, ours, "hello");
    theirMessage = server.post(BEN, theirs, "psst");
    server.isLevel();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String quoted(Object text) {
    return "\"" + text + "\"";
  }

  private static String longText(int length) {
    return quoted("x".repeat(length));
  }

  static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (String command : List.of("join_conversation", "leave_conversation")) {
      wholePayloads(command, "conversationId", cases);
      bareIds(command, cases);
      conversationIds(value -> cases.add(of(command, Map.of("conversationId", value))));
      cases.add(repeated(command, "conversationId", quoted(ours)));
    }
    wholePayloads("send_message", "conversationId", cases);
    cases.add(new Case("send_message", longText(20), "malformed", "body"));
    conversationIds(
        value ->
            cases.add(
                of("send_message", Map.of("conversationId", value, "content", ok("\"hi\"")))));
    messages(cases);
    for (String command : List.of("mark_delivered", "mark_read")) {
      wholePayloads(command, "messageId", cases);
      cases.add(new Case(command, longText(20), "malformed", "body"));
      marks(command, cases);
    }
    friends(cases);
    newConversations(cases);
    members(cases);
    return cases;
  }

  /** A field's JSON, and what becomes of it. */
  private record Value(String json, String code) {}

  private static Value ok(String json) {
    return new Value(json, "");
  }

  /** The case of a payload in which one field is wrong. */
  private static Case of(String command, Map<String, Value> fields) {
    var data = new StringBuilder();
    String code = "";
    String wrong = "";
    for (var field : fields.entrySet()) {
      data.append(data.isEmpty() ? "{" : ",")
          .append(quoted(field.getKey()))
          .append(':')
          .append(field.getValue().json());
      if (!field.getValue().code().isEmpty()) {
        code = field.getValue().code();
        wrong = field.getKey();
      }
    }
    return new Case(
        command, data.append('}').toString(), code, code.equals("not_found") ? "" : wrong);
  }

  private static Case repeated(String command, String field, String value) {
    String pair = quoted(field) + ":" + value;
    return new Case(command, "{" + pair + "," + pair + "}", "malformed", field);
  }

  private static void wholePayloads(String command, String firstField, List<Case> cases) {
    cases.add(new Case(command, "", "required", firstField));
    cases.add(new Case(command, "{}", "required", firstField));
    for (String wrong : List.of("null", "5", "1.5", "true", "[]", "[{}]")) {
      cases.add(new Case(command, wrong, "malformed", "body"));
    }
    cases.add(repeated(command, "whatever", "1"));
    cases.add(new Case(command, "{\"deep\":{\"a\":1,\"a\":2}}", "malformed", "a"));
  }

  private static void bareIds(String command, List<Case> cases) {
    for (String wrong : List.of("\"\"", "\"nope\"", NUL, HALF, longText(400_000))) {
      cases.add(new Case(command, wrong, "invalid_value", "conversationId"));
    }
    cases.add(new Case(command, UNKNOWN, "not_found", ""));
    cases.add(new Case(command, quoted(theirs), "not_found", ""));
  }

  private static void conversationIds(Consumer<Value> each) {
    each.accept(new Value("null", "required"));
    ids(each);
    each.accept(new Value(quoted(theirs), "not_found"));
  }

  private static void ids(Consumer<Value> each) {
    for (String wrong : List.of("5", "1.5", "true", "[]", "{}", "[\"a\"]")) {
      each.accept(new Value(wrong, "malformed"));
    }
    for (String wrong : List.of("\"\"", "\" \"", "\"nope\"", "\"1-1-1-1-1\"", NUL, HALF)) {
      each.accept(new Value(wrong, "invalid_value"));
    }
    each.accept(new Value(longText(400_000), "invalid_value"));
    each.accept(new Value(UNKNOWN, "not_found"));
  }

  private static void userIds(Consumer<Value> each) {
    for (String wrong : List.of("null", "\"\"", "\" \"")) {
      each.accept(new Value(wrong, "required"));
    }
    for (String wrong : List.of("5", "1.5", "true", "[]", "{}", "[\"a\"]")) {
      each.accept(new Value(wrong, "malformed"));
    }
    for (String wrong : List.of("\"a b\"", NUL, HALF)) {
      each.accept(new Value(wrong, "invalid_value"));
    }
    each.accept(new Value(longText(65), "too_long"));
    each.accept(new Value(longText(400_000), "too_long"));
  }

  private static void friends(List<Case> cases) {
    for (String command : List.of("send_friend_request", "remove_friend")) {
      objects(command, "userId", cases);
      userIds(value -> cases.add(of(command, Map.of("userId", value))));
      cases.add(of(command, Map.of("userId", new Value(quoted(ANN), "invalid_value"))));
      cases.add(repeated(command, "userId", quoted(EVE)));
    }
    cases.add(of("remove_friend", Map.of("userId", new Value(quoted(EVE), "not_found"))));
    for (String command :
        List.of("accept_friend_request", "reject_friend_request", "cancel_friend_request")) {
      objects(command, "requestId", cases);
      cases.add(of(command, Map.of("requestId", new Value("null", "required"))));
      ids(value -> cases.add(of(command, Map.of("requestId", value))));
      cases.add(of(command, Map.of("requestId", new Value(quoted(theirRequest), "not_found"))));
      cases.add(repeated(command, "requestId", quoted(theirRequest)));
    }
  }

  private static void newConversations(List<Case> cases) {
    String command = "create_conversation";
    objects(command, "type", cases);
    cases.add(repeated(command, "type", "\"direct\""));
    for (var wrong :
        Map.of(
                "required", List.of("null"),
                "malformed", List.of("5", "1.5", "true", "[]", "{}"),
                "invalid_value", List.of("\"\"", "\"Direct\"", NUL, HALF, longText(400_000)))
            .entrySet()) {
      for (String type : wrong.getValue()) {
        cases.add(of(command, Map.of("type", new Value(type, wrong.getKey()))));
      }
    }
    Value direct = ok("\"direct\"");
    userIds(value -> cases.add(of(command, Map.of("type", direct, "userId", value))));
    cases.add(
        of(command, Map.of("type", direct, "userId", new Value(quoted(ANN), "invalid_value"))));
    Value group = ok("\"group\"");
    for (var wrong :
        Map.of(
                "required", List.of("null", "\"\"", "\" \""),
                "malformed", List.of("5", "true", "[]", "{}"),
                "too_long", List.of(longText(101), longText(400_000)),
                "invalid_value", List.of(NUL, HALF))
            .entrySet()) {
      for (String title : wrong.getValue()) {
        Value value = new Value(title, wrong.getKey());
        cases.add(of(command, Map.of("type", group, "title", value, "memberIds", ok("[]"))));
      }
    }
    String start = "\"type\":\"group\",\"title\":\"Crew\",";
    people(command, start, "memberIds", 1_000, cases);
  }

  private static void members(List<Case> cases) {
    objects("add_members", "conversationId", cases);
    objects("remove_member", "conversationId", cases);
    objects("leave_group", "conversationId", cases);
    conversationIds(
        value -> {
          cases.add(of("leave_group", Map.of("conversationId", value)));
          cases.add(of("remove_member", Map.of("conversationId", value, "userId", ok("\"a\""))));
          cases.add(of("add_members", Map.of("conversationId", value, "userIds", ok("[\"a\"]"))));
        });
    String ofCrew = "\"conversationId\":" + quoted(crew) + ",";
    people("add_members", ofCrew, "userIds", 100, cases);
    cases.add(new Case("add_members", "{" + ofCrew + "\"userIds\":[]}", "required", "userIds"));
    userIds(
        value ->
            cases.add(
                of("remove_member", Map.of("conversationId", ok(quoted(crew)), "userId", value))));
    cases.add(
        new Case(
            "remove_member", "{" + ofCrew + "\"userId\":" + quoted(EVE) + "}", "not_found", ""));
    for (String command : List.of("add_members", "remove_member", "leave_group")) {
      cases.add(repeated(command, "conversationId", quoted(crew)));
      String direct = "\"conversationId\":" + quoted(ours);
      String who = ",\"userId\":" + quoted(BEN) + ",\"userIds\":[" + quoted(EVE) + "]";
      cases.add(new Case(command, "{" + direct + who + "}", "conflict", ""));
    }
  }

  /** A list of at most {@code most} people. */
  private static void people(
      String command, String start, String field, int most, List<Case> cases) {
    String begun = "{" + start + quoted(field) + ":";
    cases.add(new Case(command, "{" + start + "\"x\":1}", "required", field));
    cases.add(new Case(command, begun + "null}", "required", field));
    for (String wrong : List.of("5", "1.5", "true", "{}", "\"a\"")) {
      cases.add(new Case(command, begun + wrong + "}", "malformed", field));
    }
    userIds(
        value -> {
          // A list in a list is what it says it is, and no person.
          String list = "[\"a\"," + value.json() + "]";
          cases.add(new Case(command, begun + list + "}", value.code(), field + "[1]"));
        });
    String many = "\"a\",".repeat(most) + "\"a\"";
    cases.add(new Case(command, begun + "[" + many + "]}", "too_large", field));
    cases.add(new Case(command, begun + "[]," + quoted(field) + ":[]}", "malformed", field));
  }

  /** For what does not take a bare id. */
  private static void objects(String command, String firstField, List<Case> cases) {
    wholePayloads(command, firstField, cases);
    cases.add(new Case(command, longText(20), "malformed", "body"));
  }

  private static void messages(List<Case> cases) {
    message(cases, "content", "required", "null", "\"\"", "\"  \\n\"");
    message(cases, "content", "malformed", "5", "1.5", "true", "[]", "{}");
    message(cases, "content", "invalid_value", NUL, HALF);
    message(cases, "content", "too_long", longText(4_001), longText(900_000));
    message(cases, "encrypted", "required", "null");
    message(
        cases, "encrypted", "too_large", longText(64 * 1024), "{\"a\":" + longText(900_000) + "}");
    message(cases, "encrypted", "invalid_value", NUL, HALF);
    message(cases, "encrypted", "malformed", "5", "true", "[]", "[".repeat(200) + "]".repeat(200));
    message(cases, "custom", "malformed", "5", "\"x\"", "[]", "true");
    cases.add(new Case("send_message", body("custom", "{}"), "required", "custom.type"));
    cases.add(
        new Case("send_message", body("custom", "{\"type\":\"t\"}"), "required", "custom.body"));
    cases.add(
        new Case(
            "send_message", body("custom", "{\"type\":5,\"body\":1}"), "malformed", "custom.type"));
    cases.add(
        new Case(
            "send_message",
            body("custom", "{\"type\":" + longText(101) + ",\"body\":1}"),
            "too_long",
            "custom.type"));
    cases.add(
        new Case(
            "send_message",
            body("custom", "{\"type\":\"t\",\"body\":" + longText(16_384) + "}"),
            "too_large",
            "custom.body"));
    also(cases, "clientMessageId", "malformed", "5", "true", "[]", "{}");
    also(cases, "clientMessageId", "required", "\"\"", "\" \"");
    also(cases, "clientMessageId", "too_long", longText(129), longText(400_000));
    also(cases, "clientMessageId", "invalid_value", NUL, HALF);
    also(cases, "metadata", "malformed", "5", "\"x\"", "[]", "true");
    also(cases, "metadata", "too_large", "{\"a\":" + longText(4_096) + "}");
    cases.add(
        new Case(
            "send_message",
            body("content", "\"hi\",\"encrypted\":\"x\""),
            "invalid_value",
            "content"));
    cases.add(
        new Case(
            "send_message", body("content", "\"a\",\"content\":\"b\""), "malformed", "content"));
    cases.add(new Case("send_message", body("encrypted", "{\"a\":1,\"a\":2}"), "malformed", "a"));
  }

  private static String body(String field, String value) {
    return "{\"conversationId\":" + quoted(ours) + "," + quoted(field) + ":" + value + "}";
  }

  private static void message(List<Case> cases, String field, String code, String... values) {
    for (String value : values) {
      // Without any of the three, what is asked for is a text.
      String named = code.equals("required") ? "content" : field;
      cases.add(new Case("send_message", body(field, value), code, named));
    }
  }

  private static void also(List<Case> cases, String field, String code, String... values) {
    for (String value : values) {
      String data = body("content", "\"hi\"," + quoted(field) + ":" + value);
      cases.add(new Case("send_message", data, code, field));
    }
  }

  private static void marks(String command, List<Case> cases) {
    cases.add(of(command, Map.of("messageId", new Value("null", "required"))));
    ids(value -> cases.add(of(command, Map.of("messageId", value))));
    cases.add(of(command, Map.of("messageId", new Value(quoted(theirMessage.id()), "not_found"))));
    cases.add(repeated(command, "messageId", quoted(theirMessage.id())));
    conversationIds(
        value -> {
          if (!value.json().equals("null")) {
            cases.add(of(command, Map.of("conversationId", value, "seq", ok("1"))));
          }
        });
    cases.add(new Case(command, "{\"seq\":1}", "required", "conversationId"));
    cases.add(new Case(command, "{\"conversationId\":" + quoted(ours) + "}", "required", "seq"));
    for (var wrong :
        Map.of(
                "required", List.of("null"),
                "malformed",
                    List.of("\"1\"", "1.5", "1e400", "true", "[]", "{}", "99999999999999999999"),
                "invalid_value", List.of("0", "-1"),
                "not_found", List.of("2", "9223372036854775807"))
            .entrySet()) {
      for (String seq : wrong.getValue()) {
        cases.add(
            of(
                command,
                Map.of("conversationId", ok(quoted(ours)), "seq", new Value(seq, wrong.getKey()))));
      }
    }
  }

  private static String[] arguments(Case given) {
    return given.data().isEmpty() ? new String[0] : new String[] {given.data()};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void what_is_wrong_is_told_with_its_field_and_the_connection_goes_on(Case given) {
    ChatClient client = server.join(ANN);

    isTold(client, given);
    stillWorks(client);
  }

  /** Both to who asks for an answer and to who does not. */
  static void isTold(ChatClient client, Case given) {
    JsonNode answer = client.asks(given.command(), arguments(given));
    client.tells(given.command(), arguments(given));
    Heard exception = client.hears("exception");

    assertThat(answer.fieldNames()).toIterable().containsExactly("ok", "problem");
    assertThat(answer.get("ok").booleanValue()).isFalse();
    JsonNode problem = answer.get("problem");
    assertThat(problem.get("code").textValue()).isEqualTo(given.code());
    assertThat(problem.get("type").textValue()).isEqualTo("/problems/" + given.code());
    assertThat(problem.get("status").intValue()).isBetween(400, 422);
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo(given.field());
    assertThat(exception.cursor()).isNull();
    assertThat(exception.data().fieldNames())
        .toIterable()
        .containsExactly("status", "code", "message", "command");
    assertThat(exception.data().get("status").textValue()).isEqualTo("error");
    assertThat(exception.data().get("code").textValue()).isEqualTo(given.code());
    assertThat(exception.data().get("message")).isEqualTo(problem.get("detail"));
    assertThat(exception.data().get("command").textValue()).isEqualTo(given.command());
  }

  private static void stillWorks(ChatClient client) {
    JsonNode answer = client.asks("join_conversation", quoted(ours));
    assertThat(answer.at("/data/id").textValue()).isEqualTo(ours.toString());
    client.cut();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"command\":\"join_conversation\",\"data\":%s}",
        "{\"command\":\"join_conversation\",\"data\":{\"conversationId\":%s}}",
        "{\"command\":\"leave_conversation\",\"data\":{\"conversationId\":%s}}",
        "{\"command\":\"send_message\",\"data\":{\"conversationId\":%s,\"content\":\"hi\"}}",
        "{\"command\":\"mark_read\",\"data\":{\"conversationId\":%s,\"seq\":1}}",
        "{\"command\":\"mark_delivered\",\"data\":{\"conversationId\":%s,\"seq\":1}}",
        "{\"command\":\"add_members\",\"data\":{\"conversationId\":%s,\"userIds\":[\"a\"]}}",
        "{\"command\":\"remove_member\",\"data\":{\"conversationId\":%s,\"userId\":\"a\"}}",
        "{\"command\":\"leave_group\",\"data\":{\"conversationId\":%s}}"
      })
  void somebody_elses_conversation_answers_exactly_like_one_that_does_not_exist(String form) {
    ChatClient client = server.join(ANN);

    JsonNode foreign = ask(client, form.formatted(quoted(theirs)));
    JsonNode unknown = ask(client, form.formatted(UNKNOWN));

    assertThat(foreign).isEqualTo(unknown);
    client.cut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark_read", "mark_delivered"})
  void somebody_elses_message_answers_exactly_like_one_that_does_not_exist(String command) {
    ChatClient client = server.join(ANN);

    JsonNode foreign = client.asks(command, "{\"messageId\":" + quoted(theirMessage.id()) + "}");
    JsonNode unknown = client.asks(command, "{\"messageId\":" + UNKNOWN + "}");

    assertThat(foreign).isEqualTo(unknown);
    client.cut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"add_members", "remove_member", "leave_group"})
  void somebody_elses_group_answers_exactly_like_one_that_does_not_exist(String command) {
    ChatClient client = server.join(ANN);
    String who = ",\"userId\":" + quoted(BEN) + ",\"userIds\":[" + quoted(EVE) + "]}";

    JsonNode foreign = client.asks(command, "{\"conversationId\":" + quoted(theirCrew) + who);
    JsonNode unknown = client.asks(command, "{\"conversationId\":" + UNKNOWN + who);

    assertThat(foreign).isEqualTo(unknown);
    client.cut();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"accept_friend_request", "reject_friend_request", "cancel_friend_request"})
  void somebody_elses_friend_request_answers_exactly_like_one_that_does_not_exist(String command) {
    ChatClient client = server.join(ANN);

    JsonNode foreign = client.asks(command, "{\"requestId\":" + quoted(theirRequest) + "}");
    JsonNode unknown = client.asks(command, "{\"requestId\":" + UNKNOWN + "}");

    assertThat(foreign).isEqualTo(unknown);
    client.cut();
  }

  private static JsonNode ask(ChatClient client, String form) {
    JsonNode parts = ChatClient.json(form);
    return client.asks(parts.get("command").textValue(), parts.get("data").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"edit_nothing\"",
        "\"\"",
        "\"toString\"",
        "\"message:new\"",
        "7",
        "\"a\\u0000b\"",
        "\"a\\ud800b\"",
        "\"😀\""
      })
  void an_unknown_command_is_told_whatever_its_name(String name) {
    ChatClient client = server.join(ANN);

    JsonNode answer = client.answer(900, "42900[" + name + ",{}]");
    client.says("42[" + name + ",{}]");

    assertThat(answer.at("/problem/code").textValue()).isEqualTo("unknown_command");
    assertThat(client.hears("exception").data().get("code").textValue())
        .isEqualTo("unknown_command");
    stillWorks(client);
  }

  @Test
  void a_name_that_is_very_long_is_not_sent_back_whole() {
    ChatClient client = server.join(ANN);
    String name = "x".repeat(400_000);

    assertThat(client.asks(name).toString()).hasSizeLessThan(1_000);
    client.tells(name);
    assertThat(client.hears("exception").data().toString()).hasSizeLessThan(1_000);
    String field = "\"" + "x".repeat(40_000) + "\"";
    JsonNode repeated = client.asks("send_message", "{" + field + ":1," + field + ":2}");
    assertThat(repeated.at("/problem/code").textValue()).isEqualTo("malformed");
    assertThat(repeated.toString()).hasSizeLessThan(1_000);
    stillWorks(client);
  }

  @Test
  void bytes_are_no_content() {
    ChatClient client = server.join(ANN);
    String attached = "{\"_placeholder\":true,\"num\":0}";

    for (String field : List.of("content", "encrypted", "metadata")) {
      client.says("451-9[\"send_message\"," + body(field, attached) + "]");
      JsonNode answer = client.answerWithBytes(9, new byte[] {1, 2, 3});
      assertThat(answer.at("/problem/code").textValue()).isEqualTo("malformed");
      assertThat(answer.at("/problem/errors/0/field").textValue()).isEqualTo(field);
    }
    stillWorks(client);
  }

  @Test
  void unknown_fields_and_further_arguments_are_passed_over() {
    ChatClient client = server.join(ANN);

    JsonNode answer =
        client.asks("join_conversation", "{\"conversationId\":" + quoted(ours) + ",\"x\":[]}", "5");

    assertThat(answer.get("ok").booleanValue()).isTrue();
    client.cut();
  }

  @Test
  void nothing_bad_was_stored_or_told() {
    ChatClient witness = server.join(BEN);
    assertThat(witness.asks("join_conversation", quoted(ours)).at("/data/lastSeq").intValue())
        .isEqualTo(1);
    witness.cut();
  }

  @Test
  void more_than_a_payload_may_have_closes_with_a_reason() {
    ChatClient client = server.join(ANN);

    client.tells("send_message", body("content", longText(1_000_001)));

    assertThat(client.closed()).startsWith("1009");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}}", "{\"\\ud800\":1}", "NaN"})
  void what_is_no_json_closes_with_a_reason(String data) {
    assertThat(server.join(ANN).tells("send_message", data).closed()).isEqualTo("1002 parse error");
  }
}
