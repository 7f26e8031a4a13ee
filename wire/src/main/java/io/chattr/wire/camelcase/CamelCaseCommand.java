package io.chattr.wire.camelcase;

import static io.chattr.domain.failure.ValueProblem.REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.view.MessageView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A command of the camelCase vocabulary as what it is in the native one. Its fields are taken under
 * any of their usual names, the first that is given; a bare text is the one id that is asked for.
 *
 * @param command its native name
 * @param data in the native form
 * @param answering from the view that answers the native command to the one that answers this
 */
public record CamelCaseCommand(String command, JsonNode data, UnaryOperator<Object> answering) {
  private static final List<String> CHAT = List.of("chatId", "conversationId");
  private static final List<String> MESSAGE = List.of("_id", "id", "messageId");
  private static final List<String> CONTENT =
      List.of("content", "message", "encryptedMessage", "payload");
  private static final String MEDIA = "mediaId";
  private static final List<String> FOR_WHOM = List.of("deleteForEveryone", "forEveryone", "for");
  private static final List<String> WITH_A_MESSAGE =
      List.of("clientMessageId", "replyTo", "metadata");

  private static final Map<String, Function<JsonNode, CamelCaseCommand>> TABLE =
      Map.ofEntries(
          Map.entry("joinChat", data -> plain("join_conversation", chat(data))),
          Map.entry("sendEncryptedMessage", CamelCaseCommand::send),
          Map.entry("sendMedia", CamelCaseCommand::sendMedia),
          Map.entry("editMessage", CamelCaseCommand::edit),
          Map.entry("deleteMessage", data -> plain("delete_message", delete(data))),
          Map.entry("typing", data -> plain("typing", chat(data))),
          Map.entry("stopTyping", data -> plain("stop_typing", chat(data))),
          Map.entry("messageDelivered", data -> plain("mark_delivered", mark(data))),
          Map.entry("messageSeen", data -> plain("mark_read", mark(data))));

  /** Of all that there are. */
  public static Set<String> names() {
    return TABLE.keySet();
  }

  /** Whether there is a command of this name. */
  public static boolean isOne(String name) {
    return TABLE.containsKey(name);
  }

  /**
   * Empty where there is no command of this name; refused where what it asks for has no native
   * form.
   */
  public static Optional<CamelCaseCommand> of(String name, JsonNode data) {
    return Optional.ofNullable(TABLE.get(name)).map(reading -> reading.apply(data));
  }

  private static CamelCaseCommand plain(String command, JsonNode data) {
    return new CamelCaseCommand(command, data, UnaryOperator.identity());
  }

  private static CamelCaseCommand send(JsonNode data) {
    return telling("send_message", said(data, "encrypted"));
  }

  /** What is said about a file stands in clear. */
  private static CamelCaseCommand sendMedia(JsonNode data) {
    if (data.isBinary() || (data.isObject() && !data.hasNonNull(MEDIA))) {
      throw Rejected.value(
          MEDIA, REQUIRED, "must name the file: its bytes are not taken on sockets yet");
    }
    JsonNode fields = said(data, "content");
    if (fields instanceof ObjectNode target && data.isObject()) {
      copy(List.of(MEDIA), data, target, MEDIA);
    }
    return telling("send_message", fields);
  }

  /** A message stays of the kind that it is: what is not encrypted has to be called so. */
  private static CamelCaseCommand edit(JsonNode data) {
    JsonNode encrypted = data.path("encrypted");
    boolean isClear =
        data.hasNonNull(MEDIA) || (encrypted.isBoolean() && !encrypted.booleanValue());
    JsonNode fields = said(data, isClear ? "content" : "encrypted");
    if (fields instanceof ObjectNode target && data.isObject()) {
      copy(MESSAGE, data, target, "messageId");
      copy(List.of(MEDIA), data, target, MEDIA);
    }
    return new CamelCaseCommand("edit_message", fields, CamelCaseCommand::changed);
  }

  /** What a message is to hold, and in which chat; {@code field} is what its content is called. */
  private static JsonNode said(JsonNode data, String field) {
    if (!data.isObject()) {
      return data;
    }
    ObjectNode fields = object();
    copy(CHAT, data, fields, "conversationId");
    copy(CONTENT, data, fields, field);
    for (String same : WITH_A_MESSAGE) {
      copy(List.of(same), data, fields, same);
    }
    return fields;
  }

  private static JsonNode delete(JsonNode data) {
    JsonNode fields = named(MESSAGE, data, "messageId");
    if (fields instanceof ObjectNode target && data.isObject()) {
      copy(FOR_WHOM, data, target, "for");
      JsonNode everyone = target.path("for");
      if (everyone.isBoolean()) {
        target.put("for", everyone.booleanValue() ? "everyone" : "me");
      }
    }
    return fields;
  }

  private static CamelCaseCommand telling(String command, JsonNode data) {
    return new CamelCaseCommand(command, data, CamelCaseCommand::flat);
  }

  private static Object changed(Object view) {
    return view instanceof MessageView message ? FlatMessageView.changed(message) : view;
  }

  private static Object flat(Object view) {
    return view instanceof MessageView message ? FlatMessageView.of(message) : view;
  }

  private static JsonNode chat(JsonNode data) {
    return named(CHAT, data, "conversationId");
  }

  private static JsonNode mark(JsonNode data) {
    JsonNode fields = named(MESSAGE, data, "messageId");
    if (fields instanceof ObjectNode target && target.isEmpty() && data.isObject()) {
      copy(CHAT, data, target, "conversationId");
      copy(List.of("seq"), data, target, "seq");
    }
    return fields;
  }

  /** What is neither an object nor a text is left as it is, for the command to refuse. */
  private static JsonNode named(List<String> names, JsonNode data, String field) {
    if (data.isTextual()) {
      return object().set(field, data);
    }
    if (!data.isObject()) {
      return data;
    }
    ObjectNode fields = object();
    copy(names, data, fields, field);
    return fields;
  }

  private static void copy(List<String> names, JsonNode from, ObjectNode to, String field) {
    names.stream()
        .filter(from::hasNonNull)
        .findFirst()
        .ifPresent(name -> to.set(field, from.get(name)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
