package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;
import static io.chattr.domain.failure.ValueProblem.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.DeleteMessage.Scope;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.MarkMessages.Target;
import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.ValueProblem;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final UserId ANN = new UserId("ann");
  private static final String ID = "01990000-0000-7000-8000-000000000001";

  private final Json json = new Json();
  private final ConversationId room = new ConversationId(UUID.randomUUID());

  @Test
  void a_message_is_text_or_encrypted_or_custom() {
    assertThat(post("{'content':' hello '}").content()).isEqualTo(new Text("hello"));
    assertThat(post("{'encrypted':{'c': 'x'}}").content())
        .isEqualTo(new Encrypted("{\"c\":\"x\"}"));
    assertThat(post("{'encrypted':'x','content':null}").content())
        .isEqualTo(new Encrypted("\"x\""));
    assertThat(post("{'custom':{'type':'poll','body':{'q':1}}}").content())
        .isEqualTo(new Custom("poll", "{\"q\":1}"));
  }

  @Test
  void a_message_may_carry_an_id_and_metadata() {
    PostMessage.Command command =
        post("{'content':'a','clientMessageId':'m1','metadata':{'a':[1]}}");

    assertThat(command.clientId()).contains(new ClientMessageId("m1"));
    assertThat(command.metadata()).contains(new Metadata("{\"a\":[1]}"));
  }

  @Test
  void a_message_that_is_wrong_is_refused_by_field() {
    assertRefused("{}", "content", REQUIRED);
    assertRefused("{'content':null}", "content", REQUIRED);
    assertRefused("{'content':'  '}", "content", REQUIRED);
    assertRefused("{'content':'" + "é".repeat(4_001) + "'}", "content", TOO_LONG);
    assertRefused("{'content':'a','encrypted':'b'}", "content", INVALID_VALUE);
    assertRefused("{'encrypted':'" + "x".repeat(65_535) + "'}", "encrypted", TOO_LARGE);
    assertRefused("{'encrypted':5}", "encrypted", MALFORMED);
    assertRefused("{'encrypted':true}", "encrypted", MALFORMED);
    assertRefused("{'encrypted':['x']}", "encrypted", MALFORMED);
    assertRefused("{'custom':{'body':1}}", "custom.type", REQUIRED);
    assertRefused("{'custom':{'type':'a'}}", "custom.body", REQUIRED);
    assertRefused(
        "{'custom':{'type':'a','body':'" + "x".repeat(16_384) + "'}}", "custom.body", TOO_LARGE);
    assertRefused("{'content':'a','metadata':[]}", "metadata", MALFORMED);
    assertRefused(
        "{'content':'a','metadata':{'a':'" + "x".repeat(4_096) + "'}}", "metadata", TOO_LARGE);
    assertRefused("{'content':'a','clientMessageId':''}", "clientMessageId", REQUIRED);
    assertRefused(
        "{'content':'a','clientMessageId':'" + "x".repeat(129) + "'}", "clientMessageId", TOO_LONG);
  }

  @Test
  void on_a_socket_the_message_names_its_conversation() {
    SendMessage message = read("{'content':'a','conversationId':'" + ID + "'}", SendMessage.class);

    assertThat(message.by(ANN).conversation()).isEqualTo(ConversationId.of(ID));
    assertThat(refusal(() -> read("{'content':'a'}", SendMessage.class).by(ANN)).field())
        .isEqualTo("conversationId");
  }

  @Test
  void a_mark_names_a_message_or_a_seq() {
    assertThat(read("{'messageId':'" + ID + "'}", MarkUpTo.class).by(ANN, Mark.READ).target())
        .isEqualTo(new Target.ById(MessageId.of(ID)));
    assertThat(
            read("{'conversationId':'" + ID + "','seq':7}", MarkUpTo.class)
                .by(ANN, Mark.READ)
                .target())
        .isEqualTo(new Target.BySeq(ConversationId.of(ID), 7));
  }

  @Test
  void a_mark_that_is_wrong_is_refused_by_field() {
    assertThat(markRefused("{}")).isEqualTo("messageId");
    assertThat(markRefused("{'messageId':'x'}")).isEqualTo("messageId");
    assertThat(markRefused("{'seq':7}")).isEqualTo("conversationId");
    assertThat(markRefused("{'conversationId':'" + ID + "'}")).isEqualTo("seq");
    assertThat(markRefused("{'conversationId':'" + ID + "','seq':0}")).isEqualTo("seq");
  }

  @Test
  void a_group_names_its_members() {
    var group =
        (OpenConversation.Command.Group)
            read("{'type':'group','title':' Crew ','memberIds':['ben','cat','ben']}").by(ANN);

    assertThat(group.details()).isEqualTo(Details.of(new Title("Crew")));
    assertThat(group.key()).isEmpty();
    assertThat(group.others()).isEqualTo(Set.of(new UserId("ben"), new UserId("cat")));
  }

  @Test
  void a_group_may_say_how_it_is_kept() {
    var group =
        (OpenConversation.Command.Group)
            read("{'type':'group','title':'Crew','memberIds':[],'metadata':{'c':1},"
                    + "'memberPermissions':['pin','post','pin'],'historyForNewMembers':'joined',"
                    + "'idempotencyKey':'k1'}")
                .by(ANN);

    assertThat(group.details())
        .isEqualTo(
            new Details(
                Optional.of(new Title("Crew")),
                Optional.of(new Metadata("{\"c\":1}")),
                Permissions.of(Permission.POST, Permission.PIN),
                History.JOINED));
    assertThat(group.key()).contains(new IdempotencyKey("k1"));
  }

  @Test
  void how_a_group_is_kept_is_refused_by_field() {
    String start = "{'type':'group','title':'a','memberIds':[],";
    assertThat(conversationRefused(start + "'metadata':[]}")).isEqualTo("metadata");
    assertThat(conversationRefused(start + "'memberPermissions':['post','fly']}"))
        .isEqualTo("memberPermissions[1]");
    assertThat(conversationRefused(start + "'memberPermissions':[null]}"))
        .isEqualTo("memberPermissions[0]");
    assertThat(
            conversationRefused(start + "'memberPermissions':[" + "'pin',".repeat(8) + "'pin']}"))
        .isEqualTo("memberPermissions");
    assertThat(conversationRefused(start + "'historyForNewMembers':'some'}"))
        .isEqualTo("historyForNewMembers");
    assertThat(conversationRefused(start + "'idempotencyKey':'" + "x".repeat(65) + "'}"))
        .isEqualTo("idempotencyKey");
  }

  @Test
  void a_change_of_a_group_holds_what_is_given() {
    assertThat(read("{}", UpdateConversation.class).change())
        .isEqualTo(
            new DetailsChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(
            read(
                    "{'title':' New"
                        + " ','metadata':{},'memberPermissions':[],'historyForNewMembers':'all'}",
                    UpdateConversation.class)
                .change())
        .isEqualTo(
            new DetailsChange(
                Optional.of(new Title("New")),
                Optional.of(new Metadata("{}")),
                Optional.of(Permissions.none()),
                Optional.of(History.ALL)));
    assertThat(refusal(() -> read("{'title':' '}", UpdateConversation.class).change()).field())
        .isEqualTo("title");
  }

  @Test
  void a_change_of_a_member_holds_what_is_given() {
    assertThat(read("{'role':'admin'}", UpdateMember.class).change())
        .isEqualTo(
            new MemberChange(Optional.of(MemberRole.ADMIN), Optional.empty(), Optional.empty()));
    assertThat(read("{'permissions':{'granted':['pin'],'denied':[]}}", UpdateMember.class).change())
        .isEqualTo(
            new MemberChange(
                Optional.empty(),
                Optional.of(Permissions.of(Permission.PIN)),
                Optional.of(Permissions.none())));
    assertThat(memberRefused("{'role':'king'}")).isEqualTo("role");
    assertThat(memberRefused("{'role':'OWNER'}")).isEqualTo("role");
    assertThat(memberRefused("{'permissions':{'granted':['fly']}}"))
        .isEqualTo("permissions.granted[0]");
    assertThat(memberRefused("{'permissions':{'denied':['pin','']}}"))
        .isEqualTo("permissions.denied[1]");
  }

  private String memberRefused(String body) {
    return refusal(() -> read(body, UpdateMember.class).change()).field();
  }

  @Test
  void how_a_conversation_is_kept_holds_what_is_given() {
    ArrangeConversation.Command command =
        read("{'muted':true,'pinned':false}", KeepConversation.class).by(ANN, room);

    assertThat(command.muted()).contains(true);
    assertThat(command.archived()).isEmpty();
    assertThat(command.pinned()).contains(false);
    for (String wrong : List.of("'true'", "1", "[]")) {
      assertThat(refusal(() -> read("{'muted':" + wrong + "}", KeepConversation.class)).field())
          .isEqualTo("muted");
    }
  }

  @Test
  void a_message_may_be_a_file_with_words_and_answer_another() {
    assertThat(post("{'mediaId':'f1'}").content()).isEqualTo(new Media("f1", Optional.empty()));
    assertThat(post("{'mediaId':'f1','content':' look '}").content())
        .isEqualTo(new Media("f1", Optional.of(new Text("look"))));
    assertThat(post("{'content':'a','replyTo':'" + ID + "'}").replyTo()).contains(MessageId.of(ID));
    assertRefused("{'mediaId':''}", "mediaId", REQUIRED);
    assertRefused("{'mediaId':'" + "x".repeat(129) + "'}", "mediaId", TOO_LONG);
    assertRefused("{'mediaId':'f1','encrypted':'x'}", "content", INVALID_VALUE);
    assertRefused("{'mediaId':'f1','custom':{'type':'a','body':1}}", "content", INVALID_VALUE);
    assertRefused("{'content':'a','replyTo':'x'}", "replyTo", INVALID_VALUE);
  }

  @Test
  void a_message_is_changed_in_the_fields_in_which_it_is_sent() {
    var change = read("{'messageId':'" + ID + "','content':'new'}", ChangeMessage.class);

    assertThat(change.by(ANN).message()).isEqualTo(MessageId.of(ID));
    assertThat(change.by(ANN).content()).isEqualTo(new Text("new"));
    assertThat(refusal(() -> read("{'content':'new'}", ChangeMessage.class).by(ANN)).field())
        .isEqualTo("messageId");
  }

  @Test
  void a_message_goes_for_everyone_unless_it_is_said_that_it_is_for_me() {
    assertThat(scope("")).isEqualTo(Scope.EVERYONE);
    assertThat(scope(",'for':'everyone'")).isEqualTo(Scope.EVERYONE);
    assertThat(scope(",'for':'me'")).isEqualTo(Scope.ME);
    assertThat(refusal(() -> scope(",'for':'you'")).field()).isEqualTo("for");
  }

  private Scope scope(String said) {
    return read("{'messageId':'" + ID + "'" + said + "}", TakeBackMessage.class).by(ANN).scope();
  }

  @Test
  void a_message_is_passed_on_to_some_conversations() {
    var command =
        read(
                "{'messageId':'" + ID + "','conversationIds':['" + ID + "'],'idempotencyKey':'k'}",
                PassOnMessage.class)
            .by(ANN);

    assertThat(command.conversations()).containsExactly(ConversationId.of(ID));
    assertThat(command.key()).contains(new IdempotencyKey("k"));
    assertThat(passingRefused("{}")).isEqualTo("conversationIds required");
    assertThat(passingRefused("{'conversationIds':[]}")).isEqualTo("conversationIds required");
    assertThat(passingRefused("{'conversationIds':['" + ID + "','x']}"))
        .isEqualTo("conversationIds[1] invalid_value");
  }

  private String passingRefused(String body) {
    InvalidValue failure =
        refusal(() -> read(body, PassOnMessage.class).by(ANN, MessageId.of(ID), Optional.empty()));
    return failure.field() + " " + failure.problem().code();
  }

  @Test
  void a_reaction_is_an_emoji() {
    assertThat(read("{'emoji':'👍🏽'}", ReactionNamed.class).what().value()).isEqualTo("👍🏽");
    assertThat(refusal(() -> read("{}", ReactionNamed.class).what()).field()).isEqualTo("emoji");
    assertThat(refusal(() -> read("{'emoji':'no'}", ReactionNamed.class).what()).field())
        .isEqualTo("emoji");
  }

  @Test
  void a_conversation_that_is_wrong_is_refused_by_field() {
    assertThat(conversationRefused("{}")).isEqualTo("type");
    assertThat(conversationRefused("{'type':'Direct'}")).isEqualTo("type");
    assertThat(conversationRefused("{'type':'direct'}")).isEqualTo("userId");
    assertThat(conversationRefused("{'type':'group'}")).isEqualTo("title");
    assertThat(conversationRefused("{'type':'group','title':'a'}")).isEqualTo("memberIds");
    assertThat(conversationRefused("{'type':'group','title':'a','memberIds':['b',null]}"))
        .isEqualTo("memberIds[1]");
    assertThat(conversationRefused("{'type':'group','title':'a','memberIds':['b','']}"))
        .isEqualTo("memberIds[1]");
  }

  @Test
  void on_rest_the_path_names_the_conversation_of_a_mark() {
    var mark = read("{'conversationId':'" + ID + "','seq':7}", MarkUpTo.class);

    assertThat(mark.by(ANN, room, Mark.DELIVERED).target()).isEqualTo(new Target.BySeq(room, 7));
    assertThat(refusal(() -> read("{}", MarkUpTo.class).by(ANN, room, Mark.READ)).field())
        .isEqualTo("seq");
    assertThat(refusal(() -> read("{'seq':0}", MarkUpTo.class).by(ANN, room, Mark.READ)).field())
        .isEqualTo("seq");
  }

  @Test
  void up_to_100_people_are_added_at_once_each_of_them_once() {
    assertThat(read("{'userIds':['ben','cat','ben']}", AddMembers.class).users())
        .containsExactly(new UserId("ben"), new UserId("cat"));
    assertThat(read("{'userIds':[" + "'a',".repeat(99) + "'a']}", AddMembers.class).users())
        .hasSize(1);
    assertThat(read("{'conversationId':'" + ID + "'}", AddMembers.class).conversation())
        .isEqualTo(ConversationId.of(ID));
  }

  @Test
  void people_to_be_added_that_are_wrong_are_refused_by_field() {
    assertThat(addingRefused("{}")).isEqualTo("userIds required");
    assertThat(addingRefused("{'userIds':[]}")).isEqualTo("userIds required");
    assertThat(addingRefused("{'userIds':['a',null]}")).isEqualTo("userIds[1] required");
    assertThat(addingRefused("{'userIds':['a b']}")).isEqualTo("userIds[0] invalid_value");
    assertThat(addingRefused("{'userIds':[" + "'a',".repeat(100) + "'b']}"))
        .isEqualTo("userIds too_large");
  }

  @Test
  void what_a_command_is_about_is_named() {
    assertThat(read("{'userId':'ben'}", UserNamed.class).id()).isEqualTo(new UserId("ben"));
    assertThat(read("{'requestId':'" + ID + "'}", FriendRequestNamed.class).id())
        .isEqualTo(FriendRequestId.of(ID));
    var member = read("{'conversationId':'" + ID + "','userId':'ben'}", MemberNamed.class);
    assertThat(member.conversation()).isEqualTo(ConversationId.of(ID));
    assertThat(member.user()).isEqualTo(new UserId("ben"));

    assertThat(refusal(() -> read("{}", UserNamed.class).id()).field()).isEqualTo("userId");
    assertThat(refusal(() -> read("{}", FriendRequestNamed.class).id()).field())
        .isEqualTo("requestId");
    assertThat(refusal(() -> read("{}", MemberNamed.class).conversation()).field())
        .isEqualTo("conversationId");
    assertThat(refusal(() -> read("{}", MemberNamed.class).user()).field()).isEqualTo("userId");
  }

  private String addingRefused(String body) {
    InvalidValue failure = refusal(() -> read(body, AddMembers.class).users());
    return failure.field() + " " + failure.problem().code();
  }

  private PostMessage.Command post(String body) {
    return read(body, SendMessage.class).by(ANN, room);
  }

  private NewConversation read(String body) {
    return read(body, NewConversation.class);
  }

  private <T> T read(String body, Class<T> type) {
    return json.read(body.replace('\'', '"'), type);
  }

  private void assertRefused(String body, String field, ValueProblem problem) {
    InvalidValue failure = refusal(() -> post(body));
    assertThat(failure.field()).isEqualTo(field);
    assertThat(failure.problem()).isEqualTo(problem);
  }

  private String markRefused(String body) {
    return refusal(() -> read(body, MarkUpTo.class).by(ANN, Mark.READ)).field();
  }

  private String conversationRefused(String body) {
    return refusal(() -> read(body).by(ANN)).field();
  }

  private static InvalidValue refusal(Runnable reading) {
    Rejected rejected = catchThrowableOfType(Rejected.class, reading::run);
    assertThat(rejected).isNotNull();
    return (InvalidValue) rejected.failure();
  }
}
