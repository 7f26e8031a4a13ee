package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.message.DeleteMessage;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Fresh;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients must not send to the commands that change what is there. */
class BadChangesIT {
  private static final UserId ANN = Fresh.person("ann");
  private static final UserId BEN = Fresh.person("ben");
  private static final UserId EVE = Fresh.person("eve");
  private static final String UNKNOWN = Fresh.id().toString();
  private static final Pattern LENGTH = Pattern.compile("<([0-9]+)>");

  private static ChatServer server;
  private static Map<String, String> names;

  @BeforeAll
  static void start() {
    server = ChatServer.start(ChatServer.Setup.over(new MemoryStore()));
    ConversationId ours = server.direct(ANN, BEN).id();
    ConversationId crew = server.group(ANN, BEN).id();
    ConversationId theirs = server.direct(BEN, EVE).id();
    ConversationId theirCrew = server.group(BEN, EVE).id();
    Message mine = server.post(ANN, crew, "hello");
    Message gone = server.post(ANN, crew, "gone");
    server
        .chattr()
        .deleteMessage()
        .handle(new DeleteMessage.Command(ANN, gone.id(), DeleteMessage.Scope.EVERYONE));
    names =
        Map.of(
            "<ours>", ours.toString(),
            "<crew>", crew.toString(),
            "<theirs>", theirs.toString(),
            "<their crew>", theirCrew.toString(),
            "<mine>", mine.id().toString(),
            "<bens>", server.post(BEN, crew, "hello").id().toString(),
            "<gone>", gone.id().toString(),
            "<their message>", server.post(BEN, theirs, "psst").id().toString(),
            "<unknown>", UNKNOWN,
            "<ben>", BEN.value());
    server.isLevel();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edit_message messageId",
        "delete_message messageId",
        "forward_message messageId",
        "add_reaction messageId",
        "remove_reaction messageId",
        "pin_message messageId",
        "unpin_message messageId",
        "star_message messageId",
        "unstar_message messageId",
        "update_conversation conversationId",
        "delete_conversation conversationId",
        "update_conversation_settings conversationId",
        "update_member conversationId",
        "block_user userId",
        "unblock_user userId",
      })
  void what_a_command_is_about_has_to_be_named(String commandAndField) {
    String command = commandAndField.split(" ")[0];
    String field = commandAndField.split(" ")[1];
    ChatClient client = server.join(ANN);

    for (String nothing : new String[] {"", "{}", "{'%s':null}".formatted(field)}) {
      refuses(client, command, nothing, "required", field);
    }
    for (String wrong : new String[] {"7", "true", "[]", "{}"}) {
      refuses(client, command, "{'%s':%s}".formatted(field, wrong), "malformed", field);
    }
    for (String wrong : new String[] {"null", "7", "[]", "'text'"}) {
      refuses(client, command, wrong, "malformed", "body");
    }
    String twice = "{'%s':'a','%s':'a'}".formatted(field, field);
    refuses(client, command, twice, "malformed", field);
    stillWorks(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "edit_message     | {'messageId':'x','content':'a'}              | invalid_value messageId",
        "edit_message     | {'messageId':'<mine>'}                       | required content",
        "edit_message     | {'messageId':'<mine>','content':' '}         | required content",
        "edit_message     | {'messageId':'<mine>','content':7}           | malformed content",
        "edit_message     | {'messageId':'<mine>','content':'<4001>'}    | too_long content",
        "edit_message     | {'messageId':'<mine>','content':'\\u0000'}   | invalid_value content",
        "edit_message     | {'messageId':'<mine>','encrypted':7}         | malformed encrypted",
        "edit_message     | {'messageId':'<mine>','encrypted':'<65535>'} | too_large encrypted",
        "edit_message     | {'messageId':'<mine>','encrypted':'x'}       | conflict",
        "edit_message     | {'messageId':'<mine>','content':'a','mediaId':'f','custom':{}} |"
            + " invalid_value content",
        "edit_message     | {'messageId':'<gone>','content':'a'}         | conflict",
        "edit_message     | {'messageId':'<bens>','content':'a'}         | not_permitted",
        "edit_message     | {'messageId':'<their message>','content':'a'} | not_found",
        "edit_message     | {'messageId':'<unknown>','content':'a'}      | not_found",
        "delete_message   | {'messageId':'<mine>','for':'you'}           | invalid_value for",
        "delete_message   | {'messageId':'<mine>','for':7}               | malformed for",
        "delete_message   | {'messageId':'<their message>'}              | not_found",
        "delete_message   | {'messageId':'<their message>','for':'me'}   | not_found",
        "delete_message   | {'messageId':'<unknown>'}                    | not_found",
        "forward_message  | {'messageId':'<mine>'}                       | required"
            + " conversationIds",
        "forward_message  | {'messageId':'<mine>','conversationIds':[]}  | required"
            + " conversationIds",
        "forward_message  | {'messageId':'<mine>','conversationIds':'x'} | malformed"
            + " conversationIds",
        "forward_message  | {'messageId':'<mine>','conversationIds':['x']} | invalid_value"
            + " conversationIds[0]",
        "forward_message  | {'messageId':'<mine>','conversationIds':['<ours>',null]} | required"
            + " conversationIds[1]",
        "forward_message  | {'messageId':'<mine>','conversationIds':[<ids>]} | too_large"
            + " conversationIds",
        "forward_message  | {'messageId':'<mine>','conversationIds':['<ours>'],'idempotencyKey':''}"
            + " | required idempotencyKey",
        "forward_message  |"
            + " {'messageId':'<mine>','conversationIds':['<ours>'],'idempotencyKey':'<65>'} |"
            + " too_long idempotencyKey",
        "forward_message  | {'messageId':'<mine>','conversationIds':['<theirs>']} | not_found",
        "forward_message  | {'messageId':'<gone>','conversationIds':['<ours>']} | conflict",
        "forward_message  | {'messageId':'<their message>','conversationIds':['<ours>']} |"
            + " not_found",
        "add_reaction     | {'messageId':'<mine>'}                       | required emoji",
        "add_reaction     | {'messageId':'<mine>','emoji':7}             | malformed emoji",
        "add_reaction     | {'messageId':'<mine>','emoji':''}            | required emoji",
        "add_reaction     | {'messageId':'<mine>','emoji':'no'}          | invalid_value emoji",
        "add_reaction     | {'messageId':'<mine>','emoji':'<17>'}        | too_long emoji",
        "add_reaction     | {'messageId':'<gone>','emoji':'👍'}          | conflict",
        "add_reaction     | {'messageId':'<their message>','emoji':'👍'} | not_found",
        "remove_reaction  | {'messageId':'<mine>','emoji':'no'}          | invalid_value emoji",
        "remove_reaction  | {'messageId':'<their message>','emoji':'👍'} | not_found",
        "pin_message      | {'messageId':'x'}                            | invalid_value messageId",
        "pin_message      | {'messageId':'<gone>'}                       | conflict",
        "pin_message      | {'messageId':'<their message>'}              | not_found",
        "unpin_message    | {'messageId':'<their message>'}              | not_found",
        "star_message     | {'messageId':'<gone>'}                       | conflict",
        "star_message     | {'messageId':'<their message>'}              | not_found",
        "unstar_message   | {'messageId':'<their message>'}              | not_found",
        "send_message     | {'conversationId':'<ours>','mediaId':''}     | required mediaId",
        "send_message     | {'conversationId':'<ours>','mediaId':'<129>'} | too_long mediaId",
        "send_message     | {'conversationId':'<ours>','mediaId':'f','encrypted':'x'} |"
            + " invalid_value content",
        "send_message     | {'conversationId':'<ours>','content':'a','replyTo':'x'} | invalid_value"
            + " replyTo",
        "send_message     | {'conversationId':'<ours>','content':'a','replyTo':'<mine>'} |"
            + " not_found",
        "create_conversation | {'type':'group','title':'a','memberIds':[],'metadata':7} | malformed"
            + " metadata",
        "create_conversation |"
            + " {'type':'group','title':'a','memberIds':[],'memberPermissions':['fly']} |"
            + " invalid_value memberPermissions[0]",
        "create_conversation |"
            + " {'type':'group','title':'a','memberIds':[],'historyForNewMembers':'x'} |"
            + " invalid_value historyForNewMembers",
        "create_conversation | {'type':'group','title':'a','memberIds':[],'idempotencyKey':' '} |"
            + " required idempotencyKey",
        "update_conversation | {'conversationId':'<crew>','title':''}    | required title",
        "update_conversation | {'conversationId':'<crew>','title':'<101>'} | too_long title",
        "update_conversation | {'conversationId':'<crew>','metadata':[]} | malformed metadata",
        "update_conversation | {'conversationId':'<crew>','memberPermissions':'pin'} | malformed"
            + " memberPermissions",
        "update_conversation | {'conversationId':'<crew>','historyForNewMembers':7} | malformed"
            + " historyForNewMembers",
        "update_conversation | {'conversationId':'<ours>','title':'a'}   | conflict",
        "update_conversation | {'conversationId':'<their crew>','title':'a'} | not_found",
        "update_conversation | {'conversationId':'<unknown>','title':'a'} | not_found",
        "delete_conversation | {'conversationId':'<their crew>'}         | not_found",
        "delete_conversation | {'conversationId':'<theirs>'}             | not_found",
        "delete_conversation | {'conversationId':'<unknown>'}            | not_found",
        "update_conversation_settings | {'conversationId':'<ours>','muted':'true'} | malformed"
            + " muted",
        "update_conversation_settings | {'conversationId':'<ours>','pinned':1} | malformed pinned",
        "update_conversation_settings | {'conversationId':'<theirs>','muted':true} | not_found",
        "update_member    | {'conversationId':'<crew>'}                  | required userId",
        "update_member    | {'conversationId':'<crew>','userId':'<65>'}  | too_long userId",
        "update_member    | {'conversationId':'<crew>','userId':'<ben>','role':'king'} |"
            + " invalid_value role",
        "update_member    | {'conversationId':'<crew>','userId':'<ben>','permissions':7} |"
            + " malformed permissions",
        "update_member    |"
            + " {'conversationId':'<crew>','userId':'<ben>','permissions':{'denied':['x']}} |"
            + " invalid_value permissions.denied[0]",
        "update_member    | {'conversationId':'<crew>','userId':'nobody','role':'admin'} |"
            + " not_found",
        "update_member    | {'conversationId':'<ours>','userId':'<ben>','role':'admin'} | conflict",
        "update_member    | {'conversationId':'<their crew>','userId':'<ben>','role':'admin'} |"
            + " not_found",
        "block_user       | {'userId':''}                                | required userId",
        "block_user       | {'userId':'a b'}                             | invalid_value userId",
        "block_user       | {'userId':'<65>'}                            | too_long userId",
        "block_user       | {'userId':'<me>'}                            | invalid_value userId",
        "unblock_user     | {'userId':'<me>'}                            | invalid_value userId",
        "update_settings  | {'readReceipts':'no'}                        | malformed readReceipts",
        "update_settings  | {'readReceipts':0}                           | malformed readReceipts",
        "update_settings  | []                                           | malformed body",
      })
  void what_is_wrong_is_told_with_its_field_and_the_connection_goes_on(
      String command, String data, String refusal) {
    String[] parts = refusal.split(" ");
    ChatClient client = server.join(ANN);

    refuses(client, command, data, parts[0], parts.length == 1 ? "" : parts[1]);
    stillWorks(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pin_message {'messageId':'<mine>'}",
        "unpin_message {'messageId':'<mine>'}",
        "delete_message {'messageId':'<mine>'}",
        "edit_message {'messageId':'<mine>','content':'a'}",
        "update_conversation {'conversationId':'<crew>','title':'Mine'}",
        "update_conversation {'conversationId':'<crew>','memberPermissions':['pin']}",
        "update_member {'conversationId':'<crew>','userId':'<ann>','role':'member'}",
        "delete_conversation {'conversationId':'<crew>'}",
      })
  void a_member_without_the_permission_is_refused(String commandAndData) {
    String[] parts = commandAndData.split(" ", 2);
    ChatClient client = server.join(BEN);

    refuses(client, parts[0], parts[1], "not_permitted", "");
    stillWorks(client);
  }

  @Test
  void what_somebody_else_has_answers_exactly_like_what_does_not_exist() {
    ChatClient client = server.join(ANN);
    for (String form :
        new String[] {
          "edit_message {'messageId':'%s','content':'a'}",
          "delete_message {'messageId':'%s'}",
          "forward_message {'messageId':'%s','conversationIds':['<ours>']}",
          "add_reaction {'messageId':'%s','emoji':'👍'}",
          "remove_reaction {'messageId':'%s','emoji':'👍'}",
          "pin_message {'messageId':'%s'}",
          "unpin_message {'messageId':'%s'}",
          "star_message {'messageId':'%s'}",
          "unstar_message {'messageId':'%s'}",
        }) {
      assertSame(client, form, "<their message>");
    }
    for (String form :
        new String[] {
          "update_conversation {'conversationId':'%s','title':'a'}",
          "delete_conversation {'conversationId':'%s'}",
          "update_conversation_settings {'conversationId':'%s','muted':true}",
          "update_member {'conversationId':'%s','userId':'<ben>','role':'admin'}",
        }) {
      assertSame(client, form, "<their crew>");
    }
  }

  private static void assertSame(ChatClient client, String form, String foreign) {
    String[] parts = form.split(" ", 2);
    JsonNode theirs = client.asks(parts[0], expand(parts[1].formatted(foreign)));
    JsonNode unknown = client.asks(parts[0], expand(parts[1].formatted("<unknown>")));

    assertThat(theirs).as(form).isEqualTo(unknown);
    assertThat(theirs.at("/problem/code").textValue()).isEqualTo("not_found");
  }

  private static void refuses(
      ChatClient client, String command, String data, String code, String field) {
    BadInputIT.isTold(client, new BadInputIT.Case(command, expand(data), code, field));
  }

  private static void stillWorks(ChatClient client) {
    JsonNode answer = client.asks("join_conversation", expand("'<ours>'"));
    assertThat(answer.get("ok").booleanValue()).isTrue();
    client.cut();
  }

  /** Puts quotes, ids and long texts in. */
  private static String expand(String text) {
    String whole =
        text.replace('\'', '"')
            .replace("<me>", ANN.value())
            .replace("<ann>", ANN.value())
            .replace("<ids>", ids());
    for (var name : names.entrySet()) {
      whole = whole.replace(name.getKey(), name.getValue());
    }
    return LENGTH.matcher(whole).replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))));
  }

  private static String ids() {
    return Stream.generate(() -> "\"" + UUID.randomUUID() + "\"")
        .limit(21)
        .collect(Collectors.joining(","));
  }
}
