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
import io.chattr.application.port.Directory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.wire.Json;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
          Map.entry("update_conversation", UpdateConversation.class),
          Map.entry("delete_conversation", ConversationNamed.class),
          Map.entry("update_conversation_settings", KeepConversation.class),
          Map.entry("update_member", UpdateMember.class),
          Map.entry("edit_message", ChangeMessage.class),
          Map.entry("delete_message", TakeBackMessage.class),
          Map.entry("forward_message", PassOnMessage.class),
          Map.entry("add_reaction", ReactionNamed.class),
          Map.entry("remove_reaction", ReactionNamed.class),
          Map.entry("pin_message", MessageNamed.class),
          Map.entry("unpin_message", MessageNamed.class),
          Map.entry("star_message", MessageNamed.class),
          Map.entry("unstar_message", MessageNamed.class),
          Map.entry("block_user", UserNamed.class),
          Map.entry("unblock_user", UserNamed.class),
          Map.entry("update_settings", UpdateSettings.class),
          Map.entry("typing", ConversationNamed.class),
          Map.entry("stop_typing", ConversationNamed.class),
          Map.entry("refresh_token", ConnectionCommands.NewToken.class),
          Map.entry("remove_friend", UserNamed.class));

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
                  Arrays.stream(form.getRecordComponents()).map(AsyncApiTest::name).toList());
        });
  }

  /** What clients call it. */
  private static String name(RecordComponent component) {
    JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
    return other == null ? component.getName() : other.value();
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
    var left = ConcurrentHashMap.<UserId>newKeySet();
    try (var timing = new QuickTiming();
        var server =
            ChatServer.start(
                ChatServer.Setup.over(store)
                    .chattr(chattr -> chattr.directory(without(left)).timing(timing)))) {
      var story = new Story(server, left::add);
      var happened = new ConcurrentSkipListSet<String>();
      for (UserId person : story.people()) {
        server
            .chattr()
            .liveEvents()
            .subscribe(person, notice -> happened.add(notice.event().getClass().getSimpleName()));
      }

      story.play();
      var encoder =
          new EventEncoder(new Json(), new MessageStatuses(server.chattr().readHistory()));
      story.hears(heard(encoder.position(store.journal().head())));
      story.hears(heard(encoder.expiring(new Expiry(Instant.now()))));

      assertThat(story.carriedOut()).isEqualTo(commands());
      assertThat(story.told()).isEqualTo(SocketDocument.events());
      assertThat(happened).isEqualTo(kinds(DomainEvent.class));
    }
  }

  /** What comes every few minutes, or before a token expires, which nobody waits for here. */
  private static Heard heard(Announcement rare) {
    return ChatClient.event(Frames.text(rare.socketIo(Vocabulary.NATIVE)));
  }

  /** Everybody exists but those who have left. */
  private static Directory without(Set<UserId> left) {
    Directory everyone = Directory.ofEveryone();
    return new Directory() {
      @Override
      public Map<UserId, Profile> profiles(Collection<UserId> users) {
        return everyone.profiles(users.stream().filter(user -> !left.contains(user)).toList());
      }

      @Override
      public Map<String, UserId> named(Collection<String> usernames) {
        return everyone.named(usernames);
      }

      @Override
      public Page<Profile> search(String query, PageRequest page) {
        return everyone.search(query, page);
      }
    };
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
