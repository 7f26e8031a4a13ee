package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.FriendRequestNamed;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.MemberNamed;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.SendMessage;
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
 * Story}; for a new event: describe it, and let it happen there.
 */
class AsyncApiTest {
  /** What the data of each command is read as. */
  private static final Map<String, Class<? extends Record>> FORMS =
      Map.ofEntries(
          Map.entry("join_conversation", ConversationNamed.class),
          Map.entry("leave_conversation", ConversationNamed.class),
          Map.entry("create_conversation", NewConversation.class),
          Map.entry("add_members", AddMembers.class),
          Map.entry("remove_member", MemberNamed.class),
          Map.entry("leave_group", ConversationNamed.class),
          Map.entry("send_message", SendMessage.class),
          Map.entry("mark_delivered", MarkUpTo.class),
          Map.entry("mark_read", MarkUpTo.class),
          Map.entry("send_friend_request", UserNamed.class),
          Map.entry("accept_friend_request", FriendRequestNamed.class),
          Map.entry("reject_friend_request", FriendRequestNamed.class),
          Map.entry("cancel_friend_request", FriendRequestNamed.class),
          Map.entry("remove_friend", UserNamed.class));

  private final MemoryStore store = new MemoryStore();

  private Set<String> commands() {
    try (var chattr = Chattr.on(store).build()) {
      return new TreeSet<>(new Commands(chattr, new Json()).names());
    }
  }

  @Test
  void it_has_every_command_and_no_other() {
    assertThat(SocketDocument.commands()).isEqualTo(commands());
  }

  @Test
  void every_command_has_the_fields_that_are_read_and_no_other() {
    assertThat(FORMS.keySet()).isEqualTo(commands());
    FORMS.forEach(
        (command, form) -> {
          var fields = new TreeSet<String>();
          fields(SocketDocument.message(command).get("payload"), fields);
          assertThat(fields)
              .as(command)
              .containsExactlyInAnyOrderElementsOf(
                  Arrays.stream(form.getRecordComponents()).map(RecordComponent::getName).toList());
        });
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
    for (String command : commands()) {
      JsonNode message = SocketDocument.message(command);
      assertThat(message.path("examples")).as(command).isNotEmpty();
      for (JsonNode example : message.get("examples")) {
        assertThat(SocketDocument.problems(message, example.get("payload")))
            .as(command + " " + example)
            .isEmpty();
      }
    }
  }

  @Test
  void every_command_is_answered_or_refused() {
    for (String command : commands()) {
      assertThat(SocketDocument.answers(command)).as(command).hasSize(2).contains("refused");
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
    var used = new TreeSet<String>();
    each(
        SocketDocument.root().get("operations"),
        node -> {
          String reference = node.path("$ref").asText();
          if (reference.startsWith("#/channels/chat/messages/")) {
            used.add(reference.substring(reference.lastIndexOf('/') + 1));
          }
        });

    assertThat(used).isEqualTo(SocketDocument.messages());
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
    try (var server = ChatServer.start(ChatServer.Setup.over(store))) {
      var story = new Story(server);
      var happened = new ConcurrentSkipListSet<String>();
      for (UserId person : story.people()) {
        server
            .chattr()
            .liveEvents()
            .subscribe(person, notice -> happened.add(notice.event().getClass().getSimpleName()));
      }

      story.play();
      story.hears(position());

      assertThat(story.carriedOut()).isEqualTo(commands());
      assertThat(story.told()).isEqualTo(SocketDocument.events());
      assertThat(happened).isEqualTo(kinds(DomainEvent.class));
    }
  }

  /** Comes every few minutes, which nobody waits for here. */
  private Heard position() {
    var encoded = new EventEncoder(new Json()).position(store.journal().head());
    return ChatClient.event(Frames.text(encoded));
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
