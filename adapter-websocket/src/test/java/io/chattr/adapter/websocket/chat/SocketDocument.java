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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** asyncapi.yaml, as what every client of these tests holds the server to. */
final class SocketDocument {
  /** The native vocabulary on Socket.IO, the other one, and frames without Socket.IO. */
  static final String CHAT = "chat";

  static final String CAMEL_CASE = "camelCase";
  static final String PLAIN = "plain";

  /** What is said in order to come in. */
  private static final Set<String> ENTRANCES = Set.of("connect", "auth");

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

  /** The same, in which every reference says in which document it leads. */
  private static final JsonNode FORMS_FROM_HERE = referring(FORMS, "#", OPEN_API + "#");

  private SocketDocument() {}

  static JsonNode root() {
    return ROOT;
  }

  /** What stands under a message's key. */
  static JsonNode message(String channel, String key) {
    return ROOT.at("/channels/" + channel + "/messages").path(key);
  }

  static Set<String> messages(String channel) {
    return new TreeSet<>(names(ROOT.at("/channels/" + channel + "/messages")));
  }

  /** What somebody says in a channel, all but to come in. */
  static Set<String> commands(String channel) {
    var commands = new TreeSet<>(operations(channel, "receive").keySet());
    commands.removeAll(ENTRANCES);
    return commands;
  }

  /** The names of what is told in a channel. */
  static Set<String> events(String channel) {
    return eventKeys(channel).keySet();
  }

  /** Where an event stands: what is said and told under one name has two keys. */
  private static SortedMap<String, String> eventKeys(String channel) {
    var keys = new TreeMap<String, String>();
    operations(channel, "send")
        .keySet()
        .forEach(key -> keys.put(message(channel, key).path("name").asText(key), key));
    return keys;
  }

  /** What a command may be answered with. */
  static List<String> answers(String channel, String command) {
    return named(operations(channel, "receive").get(command).at("/reply/messages"));
  }

  /** The operations of a channel by the keys of their messages. */
  private static Map<String, JsonNode> operations(String channel, String action) {
    var operations = new TreeMap<String, JsonNode>();
    for (JsonNode operation : ROOT.get("operations")) {
      if (operation.get("action").asText().equals(action)
          && operation.at("/channel/$ref").asText().equals("#/channels/" + channel)) {
        named(operation.get("messages")).forEach(key -> operations.put(key, operation));
      }
    }
    return operations;
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

  /** Fails unless the document has such an event, in either vocabulary. */
  static void check(Heard heard) {
    List<String> channels =
        Stream.of(CHAT, CAMEL_CASE)
            .filter(channel -> events(channel).contains(heard.name()))
            .toList();
    if (channels.isEmpty()) {
      throw new AssertionError(
          heard.name()
              + " was heard, which asyncapi.yaml does not know: describe it under"
              + " channels.chat.messages, and name it in operations.hear");
    }
    var problems = new ArrayList<String>();
    for (String channel : channels) {
      List<String> here = problems(channel, heard);
      if (here.isEmpty()) {
        return;
      }
      problems.addAll(here);
    }
    throw new AssertionError(
        "%s is not as asyncapi.yaml says: %s%n%s"
            .formatted(heard.name(), heard.data(), String.join("\n", problems)));
  }

  private static List<String> problems(String channel, Heard heard) {
    JsonNode message = message(channel, eventKeys(channel).get(heard.name()));
    String trait = message.at("/traits/0/$ref").asText();
    boolean isWrong = heard.cursor() == null ? trait.endsWith("/cursor") : trait.isEmpty();
    return isWrong
        ? List.of("It has a cursor in asyncapi.yaml or on the wire, and not in both")
        : problems(message, heard.data());
  }

  /** Fails unless the document says that {@code command} may be answered so. */
  static void checkAnswer(String command, JsonNode answer) {
    if (!answer.get("ok").booleanValue()) {
      check(CHAT, "refused", answer);
      return;
    }
    boolean fits =
        Stream.of(CHAT, CAMEL_CASE)
            .filter(channel -> commands(channel).contains(command))
            .flatMap(
                channel -> answers(channel, command).stream().map(key -> message(channel, key)))
            .anyMatch(form -> problems(form, answer).isEmpty());
    if (!fits) {
      throw new AssertionError(
          command + " is answered as asyncapi.yaml does not say, with " + answer);
    }
  }

  /** Fails unless {@code frame} is an event that plain clients may hear. */
  static void checkPlainEvent(JsonNode frame) {
    String type = frame.path("type").asText();
    if (events(PLAIN).contains(type)) {
      check(PLAIN, type, frame);
    } else {
      check(PLAIN, "event", frame);
      check(new Heard(type, frame.get("data"), frame.path("cursor").textValue()));
    }
  }

  /** Fails unless the document says that plain clients may be answered so. */
  static void checkPlainAnswer(String command, JsonNode frame) {
    boolean done = frame.get("ok").booleanValue();
    if (ENTRANCES.contains(command)) {
      check(PLAIN, done ? "entered" : "refused", frame);
      return;
    }
    check(PLAIN, done ? "done" : "refused", frame);
    checkAnswer(command, ((ObjectNode) frame.deepCopy()).without("replyTo"));
  }

  /** Fails unless {@code payload} is one of that message. */
  static void check(String channel, String key, JsonNode payload) {
    List<String> problems = problems(message(channel, key), payload);
    if (!problems.isEmpty()) {
      throw new AssertionError(
          "%s is not as asyncapi.yaml says: %s%n%s"
              .formatted(key, payload, String.join("\n", problems)));
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
    JsonNode in = reference.startsWith(OPEN_API) ? FORMS_FROM_HERE : ROOT;
    return resolve(in.at(reference.substring(hash + 1)));
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
    return referring(referring(node, "#/components/", "#/own/"), OPEN_API, "");
  }

  /** The same with every reference that begins with {@code start} beginning with another. */
  private static JsonNode referring(JsonNode node, String start, String other) {
    JsonNode copy = node.deepCopy();
    for (JsonNode each : copy.findParents("$ref")) {
      String reference = each.get("$ref").textValue();
      if (reference.startsWith(start)) {
        String there = other + reference.substring(start.length());
        ((ObjectNode) each).set("$ref", TextNode.valueOf(there));
      }
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
