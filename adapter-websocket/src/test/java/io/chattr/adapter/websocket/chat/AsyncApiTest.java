package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.adapter.websocket.socketio.Frames;
import io.chattr.application.Chattr;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.wire.Json;
import io.chattr.wire.camelcase.CamelCaseCommand;
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.command.ChangeMessage;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.FriendRequestNamed;
import io.chattr.wire.command.KeepConversation;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.MemberNamed;
import io.chattr.wire.command.MessageNamed;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.PassOnMessage;
import io.chattr.wire.command.ReactionNamed;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.command.TakeBackMessage;
import io.chattr.wire.command.UpdateConversation;
import io.chattr.wire.command.UpdateMember;
import io.chattr.wire.command.UpdateSettings;
import io.chattr.wire.command.UserNamed;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code /asyncapi.yaml} says is so. Every client of this module's tests checks what it hears,
 * too.
 *
 * <p>For a new command: describe it, name it in {@link #FORMS}, and let it be said in {@link
 * Story}; for a new event: describe it, and let it happen there. {@link CamelCaseStory} is the same
 * in camelCase.
 */
class AsyncApiTest {
  /** What the data of each command is read as. */
  private static final Map<String, Class<? extends Record>> FORMS =
      Map.ofEntries(
          Map.entry("join_conversation", ConversationNamed.class),
          Map.entry("leave_conversation", ConversationNamed.class),
          Map.entry("create_conversation", NewConversation.class),
          Map.entry("update_conversation", UpdateConversation.class),
          Map.entry("delete_conversation", ConversationNamed.class),
          Map.entry("update_conversation_settings", KeepConversation.class),
          Map.entry("add_members", AddMembers.class),
          Map.entry("update_member", UpdateMember.class),
          Map.entry("remove_member", MemberNamed.class),
          Map.entry("leave_group", ConversationNamed.class),
          Map.entry("send_message", SendMessage.class),
          Map.entry("edit_message", ChangeMessage.class),
          Map.entry("delete_message", TakeBackMessage.class),
          Map.entry("forward_message", PassOnMessage.class),
          Map.entry("mark_delivered", MarkUpTo.class),
          Map.entry("mark_read", MarkUpTo.class),
          Map.entry("add_reaction", ReactionNamed.class),
          Map.entry("remove_reaction", ReactionNamed.class),
          Map.entry("pin_message", MessageNamed.class),
          Map.entry("unpin_message", MessageNamed.class),
          Map.entry("star_message", MessageNamed.class),
          Map.entry("unstar_message", MessageNamed.class),
          Map.entry("send_friend_request", UserNamed.class),
          Map.entry("accept_friend_request", FriendRequestNamed.class),
          Map.entry("reject_friend_request", FriendRequestNamed.class),
          Map.entry("cancel_friend_request", FriendRequestNamed.class),
          Map.entry("remove_friend", UserNamed.class),
          Map.entry("block_user", UserNamed.class),
          Map.entry("unblock_user", UserNamed.class),
          Map.entry("update_settings", UpdateSettings.class),
          Map.entry("typing", ConversationNamed.class),
          Map.entry("stop_typing", ConversationNamed.class),
          Map.entry("refresh_token", ConnectionCommands.NewToken.class));

  private static final List<String> CHANNELS =
      List.of(SocketDocument.CHAT, SocketDocument.CAMEL_CASE, SocketDocument.PLAIN);

  private final MemoryStore store = new MemoryStore();

  private Set<String> commands() {
    try (var chattr = Chattr.on(store).build()) {
      var commands = new TreeSet<>(new Commands(chattr, new Json()).names());
      commands.addAll(new ConnectionCommands(new Json(), ChatServer.BY_NAME).names());
      return commands;
    }
  }

  @Test
  void it_has_every_command_and_no_other() {
    assertThat(SocketDocument.commands(SocketDocument.CHAT)).isEqualTo(commands());
    assertThat(SocketDocument.commands(SocketDocument.CAMEL_CASE))
        .isEqualTo(CamelCaseCommand.names());
  }

  @Test
  void every_command_has_the_fields_that_are_read_and_no_other() {
    assertThat(FORMS.keySet()).isEqualTo(commands());
    FORMS.forEach(
        (command, form) -> {
          var fields = new TreeSet<String>();
          fields(SocketDocument.message(SocketDocument.CHAT, command).get("payload"), fields);
          assertThat(fields)
              .as(command)
              .containsExactlyInAnyOrderElementsOf(
                  Arrays.stream(form.getRecordComponents()).map(AsyncApiTest::field).toList());
        });
  }

  private static String field(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  /** Those of a schema, wherever it has them from. */
  private static void fields(JsonNode schema, Set<String> fields) {
    JsonNode resolved = SocketDocument.resolve(schema);
    fields.addAll(SocketDocument.names(resolved.path("properties")));
    for (String parts : List.of("allOf", "oneOf")) {
      resolved.path(parts).forEach(part -> fields(part, fields));
    }
  }

  @Test
  void every_command_has_examples_that_fit_it() {
    for (String channel : CHANNELS) {
      for (String command : SocketDocument.commands(channel)) {
        JsonNode message = SocketDocument.message(channel, command);
        assertThat(message.path("examples")).as(command).isNotEmpty();
        for (JsonNode example : message.get("examples")) {
          assertThat(SocketDocument.problems(message, example.get("payload")))
              .as(command + " " + example)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void every_command_is_answered_or_refused() {
    for (String channel : CHANNELS) {
      for (String command : SocketDocument.commands(channel)) {
        assertThat(SocketDocument.answers(channel, command))
            .as(command)
            .hasSize(2)
            .contains("refused");
      }
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    each(
        SocketDocument.root(),
        node -> {
          if (node.has("$ref")) {
            assertThat(SocketDocument.resolve(node).isMissingNode()).as(node.toString()).isFalse();
          }
        });
  }

  @Test
  void every_message_is_said_or_heard() {
    for (String channel : CHANNELS) {
      String start = "#/channels/" + channel + "/messages/";
      var used = new TreeSet<String>();
      each(
          SocketDocument.root().get("operations"),
          node -> {
            String reference = node.path("$ref").asText();
            if (reference.startsWith(start)) {
              used.add(reference.substring(start.length()));
            }
          });

      assertThat(used).isEqualTo(SocketDocument.messages(channel));
    }
  }

  @Test
  void a_field_more_in_an_event_does_not_fit() {
    var heard =
        ChatClient.json("{\"conversationId\":\"%s\",\"userId\":\"ben\"}".formatted(Fresh.id()));
    SocketDocument.check(new Heard("member:removed", heard, "cursor"));

    ((ObjectNode) heard).put("surprise", true);

    assertThatThrownBy(() -> SocketDocument.check(new Heard("member:removed", heard, "cursor")))
        .hasMessageContaining("surprise");
  }

  @Test
  void an_event_that_it_does_not_know_is_noticed() {
    var heard = new Heard("member:surprised", ChatClient.json("{}"), null);

    assertThatThrownBy(() -> SocketDocument.check(heard))
        .hasMessageContaining("member:surprised")
        .hasMessageContaining("operations.hear");
  }

  @Test
  void every_command_is_carried_out_as_it_says_and_every_event_told() {
    try (var story = new Story(store)) {
      var happened = new ConcurrentSkipListSet<String>();
      for (UserId person : story.people()) {
        story
            .server()
            .chattr()
            .liveEvents()
            .subscribe(person, notice -> happened.add(notice.event().getClass().getSimpleName()));
      }

      story.play();
      story.cast().hears(position());

      assertThat(story.cast().carriedOut()).isEqualTo(commands());
      assertThat(story.cast().told()).isEqualTo(SocketDocument.events(SocketDocument.CHAT));
      assertThat(happened).isEqualTo(kinds(DomainEvent.class));
    }
  }

  @Test
  void the_same_holds_in_camel_case() {
    try (var story = new CamelCaseStory()) {
      story.play();

      assertThat(story.cast().carriedOut()).isEqualTo(CamelCaseCommand.names());
      // What has no name there comes in its native one.
      assertThat(story.cast().told()).containsAll(SocketDocument.events(SocketDocument.CAMEL_CASE));
    }
  }

  @Test
  void plain_frames_are_as_it_says() {
    // The client checks each of them.
    try (var server = ChatServer.start(ChatServer.Setup.over(store))) {
      UserId ann = Fresh.person("ann");
      ObjectNode named =
          PlainTestClient.data()
              .put("conversationId", server.direct(ann, Fresh.person("ben")).id().toString());

      PlainTestClient client = PlainTestClient.comeBack(server, ann, "of another database");
      client.hears("reset");
      client.asks("join_conversation", named);
      client.asks("join_conversation", PlainTestClient.data());
      client.asks("send_message", named.put("content", "hello"));
      client.hears("message:new");

      assertThat(SocketDocument.events(SocketDocument.PLAIN)).containsExactly("event", "reset");
    }
  }

  /** Comes every few minutes, which nobody waits for here. */
  private Heard position() {
    try (var chattr = Chattr.on(store).build()) {
      var encoder =
          new EventEncoder(
              new Json(),
              new MessageStatuses(chattr.readHistory(), chattr.viewConversations()),
              Runnable::run);
      var encoded = encoder.position(store.journal().head()).socketIo(Vocabulary.NATIVE).join();
      return ChatClient.event(Frames.text(encoded));
    }
  }

  /** All that there are of a sealed family. */
  private static Set<String> kinds(Class<?> family) {
    var kinds = new TreeSet<String>();
    Stream.of(family.getPermittedSubclasses())
        .forEach(
            kind -> {
              if (kind.isSealed()) {
                kinds.addAll(kinds(kind));
              } else {
                kinds.add(kind.getSimpleName());
              }
            });
    return kinds;
  }

  private static void each(JsonNode node, Consumer<JsonNode> action) {
    action.accept(node);
    node.forEach(child -> each(child, action));
  }
}
