package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.wire.camelcase.CamelCaseCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** asyncapi.yaml, as what every client of these tests holds the server to. */
final class SocketDocument {
  private static final String CONNECT = "connect";
  private static final Set<String> CAMEL_CASE =
      Set.of(
          "newEncryptedMessage",
          "newMediaMessage",
          "messageEdited",
          "messageDeleted",
          "messageStatusUpdated",
          "userOnline",
          "userOffline");
  private static final String OPEN_API = "openapi.yaml";

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          built ->
              built.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private static final Map<JsonNode, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private static final JsonNode ROOT = parse(AsyncApi.text());
  private static final JsonNode FORMS = openApi();
  private static final Map<String, String> EVENTS = heard();

  private SocketDocument() {}

  static JsonNode root() {
    return ROOT;
  }

  /** What stands under a message's name. */
  static JsonNode message(String name) {
    return ROOT.at("/channels/chat/messages").path(name);
  }

  static Set<String> messages() {
    return new TreeSet<>(names(ROOT.at("/channels/chat/messages")));
  }

  /** The operations by which somebody says something, all but to join. */
  static Set<String> commands() {
    var commands = new TreeSet<>(names(ROOT.get("operations")));
    commands.removeIf(
        name -> !ROOT.at("/operations/" + name + "/action").asText().equals("receive"));
    commands.remove(CONNECT);
    return commands;
  }

  static Set<String> events() {
    return EVENTS.keySet();
  }

  /** The messages that are heard, by the names of their events. */
  private static Map<String, String> heard() {
    var events = new TreeMap<String, String>();
    for (String key : named(ROOT.at("/operations/hear/messages"))) {
      events.put(message(key).path("name").asText(key), key);
    }
    return events;
  }

  /** What a command may be answered with. */
  static List<String> answers(String command) {
    return named(ROOT.at("/operations/" + command + "/reply/messages"));
  }

  /** The names of the messages that a list refers to. */
  private static List<String> named(JsonNode references) {
    var names = new ArrayList<String>();
    for (JsonNode reference : references) {
      String pointer = reference.get("$ref").textValue();
      names.add(pointer.substring(pointer.lastIndexOf('/') + 1));
    }
    return names;
  }

  static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  static boolean hasCursor(String event) {
    return message(EVENTS.get(event)).has("traits");
  }

  /** Fails unless the document has such an event; it is about the native vocabulary alone. */
  static void check(Heard heard) {
    if (CAMEL_CASE.contains(heard.name()) || heard.data().has("chatId")) {
      return;
    }
    if (!events().contains(heard.name())) {
      throw new AssertionError(
          heard.name()
              + " was heard, which asyncapi.yaml does not know: describe it under"
              + " channels.chat.messages, and name it in operations.hear");
    }
    if (hasCursor(heard.name()) != (heard.cursor() != null)) {
      throw new AssertionError(
          heard.name() + " has a cursor in asyncapi.yaml or on the wire, and not in both");
    }
    check(EVENTS.get(heard.name()), heard.data());
  }

  /** Fails unless the document says that {@code command} may be answered so. */
  static void checkAnswer(String command, JsonNode answer) {
    boolean done = answer.get("ok").booleanValue();
    if (done && (CamelCaseCommand.isOne(command) || answer.at("/data").has("chatId"))) {
      return;
    }
    if (!done || !commands().contains(command)) {
      check("refused", answer);
      return;
    }
    List<String> forms = answers(command).stream().filter(form -> !form.equals("refused")).toList();
    if (forms.stream().noneMatch(form -> problems(message(form), answer).isEmpty())) {
      throw new AssertionError(
          command + " is answered as asyncapi.yaml does not say, with " + answer);
    }
  }

  /** Fails unless {@code payload} is one of that message. */
  static void check(String message, JsonNode payload) {
    List<String> problems = problems(message(message), payload);
    if (!problems.isEmpty()) {
      throw new AssertionError(
          "%s is not as asyncapi.yaml says: %s%n%s"
              .formatted(message, payload, String.join("\n", problems)));
    }
  }

  static List<String> problems(JsonNode message, JsonNode payload) {
    return SCHEMAS
        .computeIfAbsent(message.get("payload"), SocketDocument::compiled)
        .validate(payload)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** What a reference stands for, in either document. */
  static JsonNode resolve(JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    String reference = node.get("$ref").textValue();
    int hash = reference.indexOf('#');
    String pointer = reference.substring(hash + 1);
    // The forms refer to each other as if they stood alone.
    boolean isOwn = !reference.startsWith(OPEN_API) && !ROOT.at(pointer).isMissingNode();
    return resolve((isOwn ? ROOT : FORMS).at(pointer));
  }

  /** One document of both, in which this one's parts are {@code own}. */
  private static Schema compiled(JsonNode schema) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.putArray("allOf").add(moved(schema));
    whole.set("own", moved(ROOT.get("components")));
    whole.set("components", FORMS.get("components"));
    return REGISTRY.getSchema(whole);
  }

  private static JsonNode moved(JsonNode node) {
    JsonNode copy = node.deepCopy();
    for (JsonNode each : copy.findParents("$ref")) {
      String reference = each.get("$ref").textValue();
      String there =
          reference.startsWith(OPEN_API)
              ? reference.substring(OPEN_API.length())
              : reference.replace("#/components/", "#/own/");
      ((ObjectNode) each).set("$ref", TextNode.valueOf(there));
    }
    return copy;
  }

  private static JsonNode openApi() {
    try (InputStream in =
        SocketDocument.class.getResourceAsStream("/io/chattr/adapter/rest/" + OPEN_API)) {
      return YAML.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
