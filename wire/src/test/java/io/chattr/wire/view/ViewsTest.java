package io.chattr.wire.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.live.Notice;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.domain.message.Reaction;
import io.chattr.domain.message.References;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.UserSettings;
import io.chattr.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final String TIME = "'2026-11-20T10:00:00.000Z'";
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final String ROOM = "01990000-0000-7000-8000-000000000001";
  private static final String MESSAGE = "01990000-0000-7000-8000-000000000002";
  private static final String REQUEST = "01990000-0000-7000-8000-000000000003";

  private final Json json = new Json();

  @Test
  void a_text_message() {
    assertShows(
        MessageView.of(message(new Text("hello"))),
        "{'id':'%s','conversationId':'%s','seq':9,'senderId':'ann','kind':'text','content':'hello',"
            + "'clientMessageId':'m1','createdAt':%s,'metadata':{'a':1.10}}",
        MESSAGE,
        ROOM,
        TIME);
  }

  @Test
  void the_content_of_an_encrypted_or_custom_message_is_json() {
    assertThat(shown(MessageView.of(message(new Encrypted("{\"c\":[1.0]}")))))
        .contains("'kind':'encrypted','content':{'c':[1.0]}");
    assertThat(shown(MessageView.of(message(new Encrypted("\"abc\"")))))
        .contains("'content':'abc'");
    assertThat(shown(MessageView.of(message(new Custom("poll", "{\"q\":1}")))))
        .contains("'kind':'custom','content':{'type':'poll','body':{'q':1}}");
  }

  @Test
  void of_a_deleted_message_only_its_place_is_left() {
    assertShows(
        MessageView.of(message(new Deleted(), Optional.of(THEN))),
        "{'id':'%s','conversationId':'%s','seq':9,'senderId':'ann','kind':'deleted','createdAt':%s,'deletedAt':%s}",
        MESSAGE,
        ROOM,
        TIME,
        TIME);
  }

  @Test
  void a_conversation_in_ones_list() {
    assertShows(
        ConversationView.of(overview(message(new Text("hello")), 2), Set.of()),
        "{'id':'%s','type':'group','title':'Crew','createdAt':%s,"
            + "'memberPermissions':['post','send_media'],'historyForNewMembers':'all',"
            + "'members':[{'userId':'ann','role':'owner','deliveredUpTo':9,'readUpTo':7}],'lastSeq':9,"
            + "'lastMessage':'hello','lastMessageId':'%s','lastMessageSenderId':'ann','lastMessageKind':'text',"
            + "'lastMessageAt':%s,'unreadCount':2,"
            + "'settings':{'muted':false,'archived':false,'pinned':false}}",
        ROOM,
        TIME,
        MESSAGE,
        TIME);
    assertThat(shown(ConversationView.of(overview(message(new Encrypted("1")), 0), Set.of())))
        .contains("'lastMessageKind':'encrypted'")
        .doesNotContain("'lastMessage':");
  }

  @Test
  void an_event_never_tells_how_much_is_unread() {
    assertShows(
        event(new ConversationCreated(group())),
        "{'type':'conversation:created','cursor':'e.7','data':{'conversation':{'id':'%s','type':'group','title':'Crew',"
            + "'createdAt':%s,'memberPermissions':['post','send_media'],'historyForNewMembers':'all','members':[{'userId':'ann','role':'owner','deliveredUpTo':9,'readUpTo':7}],'lastSeq':9}}}",
        ROOM,
        TIME);
  }

  @Test
  void a_new_message_tells_what_it_makes_of_its_conversation() {
    assertThat(shown(event(new MessagePosted(message(new Text("hello"))))))
        .startsWith(
            "{'type':'message:new','cursor':'e.7','data':{'message':{'id':'" + MESSAGE + "'")
        .endsWith(
            "'conversation':{'id':'%s','lastSeq':9,'lastMessage':'hello','lastMessageId':'%s','lastMessageSenderId':'ann','lastMessageKind':'text','lastMessageAt':%s}}}"
                .formatted(ROOM, MESSAGE, TIME));
  }

  @Test
  void a_status_is_read_when_somebody_has_read_the_newest() {
    assertShows(
        event(moved(new Watermarks(9, 7))),
        "{'type':'message:status','cursor':'e.7','data':{'conversationId':'%s',"
            + "'moves':[{'userId':'ben','deliveredUpTo':9,'readUpTo':7}],'messageId':'%s','status':'delivered'}}",
        ROOM,
        MESSAGE);
    assertThat(shown(event(moved(new Watermarks(9, 9))))).contains("'status':'read'");
  }

  @Test
  void a_friend_request_comes_with_the_other_person() {
    var request = request();
    assertShows(
        event(new FriendRequestSent(BEN, request)),
        "{'type':'friend:request_sent','cursor':'e.7','data':{'request':{'id':'%s','senderId':'ann','receiverId':'ben',"
            + "'status':'pending','createdAt':%s},'user':{'id':'ann','username':'Ann','role':'user'}}}",
        REQUEST,
        TIME);
    assertThat(shown(event(new FriendRequestUpdated(ANN, request))))
        .contains("friend:request_updated")
        .contains("'user':{'id':'ben','username':'ben','role':'user'}");
  }

  @Test
  void the_rest_names_whom_it_is_about() {
    var member = new Member(BEN, MemberRole.MEMBER, Grants.none(), 1, Watermarks.at(9));
    assertShows(
        event(new FriendRemoved(ANN, BEN)),
        "{'type':'friend:removed','cursor':'e.7','data':{'userId':'ben'}}");
    assertShows(
        event(new MemberAdded(ConversationId.of(ROOM), member)),
        "{'type':'member:added','cursor':'e.7','data':{'conversationId':'%s','member':"
            + "{'userId':'ben','role':'member','deliveredUpTo':9,'readUpTo':9}}}",
        ROOM);
    assertShows(
        event(new MemberRemoved(ConversationId.of(ROOM), BEN)),
        "{'type':'member:removed','cursor':'e.7','data':{'conversationId':'%s','userId':'ben'}}",
        ROOM);
    assertShows(
        event(new ConversationJoined(ANN, ConversationId.of(ROOM))),
        "{'type':'conversation:joined','cursor':'e.7','data':{'conversationId':'%s'}}",
        ROOM);
  }

  @Test
  void a_message_shows_what_it_points_at_and_what_became_of_it() {
    assertShows(
        MessageView.of(rich()),
        "{'id':'%s','conversationId':'%s','seq':9,'senderId':'ann','kind':'media','content':'look','mediaId':'f1',"
            + "'createdAt':%s,'editedAt':%s,'replyTo':'%s','forwardedFrom':{'senderId':'cat'},'mentions':['ben'],"
            + "'reactions':[{'emoji':'👍','count':2},{'emoji':'😀','count':1}],'pinned':true}",
        MESSAGE,
        ROOM,
        TIME,
        TIME,
        REQUEST);
  }

  @Test
  void to_one_reader_a_message_shows_what_they_made_of_it() {
    var marks = new MessageMarks(false, true, Set.of(new Emoji("👍")));

    assertThat(shown(MessageView.of(rich(), marks)))
        .contains("{'emoji':'👍','count':2,'mine':true},{'emoji':'😀','count':1}")
        .contains("'pinned':true,'starred':true");
    assertThat(shown(MessageView.of(message(new Deleted(), Optional.of(THEN)), marks)))
        .doesNotContain("starred");
  }

  @Test
  void a_file_without_words_has_no_content() {
    assertThat(shown(MessageView.of(message(new Media("f1", Optional.empty())))))
        .contains("'kind':'media','mediaId':'f1'")
        .doesNotContain("content");
  }

  @Test
  void a_changed_message_tells_of_the_last_one_only_where_it_is_that() {
    assertThat(shown(event(new MessageEdited(rich(), 9))))
        .startsWith("{'type':'message:edited'")
        .contains("'lastSeq':9,'lastMessage':'look'");
    Message tombstone = rich().tombstone(THEN);
    assertThat(shown(event(new MessageDeleted(tombstone, 10))))
        .startsWith("{'type':'message:deleted'")
        .contains("'kind':'deleted'")
        .endsWith("'conversation':{'id':'" + ROOM + "','lastSeq':10}}}");
  }

  @Test
  void a_message_that_is_hidden_is_deleted_for_its_reader() {
    assertShows(
        event(new MessageHidden(ANN, rich())),
        "{'type':'message:deleted','cursor':'e.7','data':{'message':{'id':'%s','conversationId':'%s','seq':9,"
            + "'senderId':'ann','kind':'deleted','createdAt':%s},'scope':'me'}}",
        MESSAGE,
        ROOM,
        TIME);
  }

  @Test
  void reactions_are_told_with_all_that_one_member_has() {
    assertShows(
        event(new ReactionsChanged(rich(), BEN, Set.of(new Emoji("😀"), new Emoji("👍")))),
        "{'type':'message:reaction','cursor':'e.7','data':{'messageId':'%s','conversationId':'%s',"
            + "'reactions':[{'emoji':'👍','count':2},{'emoji':'😀','count':1}],'userId':'ben','emojis':['👍','😀']}}",
        MESSAGE,
        ROOM);
  }

  @Test
  void pins_and_stars_name_the_message() {
    String named =
        "{'type':'message:%s','cursor':'e.7','data':{'messageId':'%s','conversationId':'%s'}}";
    assertShows(event(new PinChanged(rich())), named, "pinned", MESSAGE, ROOM);
    assertShows(event(new PinChanged(rich().pinned(false))), named, "unpinned", MESSAGE, ROOM);
    assertShows(event(new StarChanged(ANN, rich(), true)), named, "starred", MESSAGE, ROOM);
    assertShows(event(new StarChanged(ANN, rich(), false)), named, "unstarred", MESSAGE, ROOM);
  }

  @Test
  void a_conversation_that_is_updated_tells_how_it_is_kept_and_nothing_of_its_members() {
    var details =
        new Details(
            Optional.of(new Title("Crew")),
            Optional.of(new Metadata("{\"c\":1}")),
            Permissions.of(Permission.POST),
            History.JOINED);
    assertShows(
        event(new ConversationUpdated(group().with(details))),
        "{'type':'conversation:updated','cursor':'e.7','data':{'conversation':{'id':'%s','type':'group','title':'Crew',"
            + "'createdAt':%s,'metadata':{'c':1},'memberPermissions':['post'],'historyForNewMembers':'joined'}}}",
        ROOM,
        TIME);
    assertShows(
        event(new ConversationDeleted(ConversationId.of(ROOM))),
        "{'type':'conversation:deleted','cursor':'e.7','data':{'conversationId':'%s'}}",
        ROOM);
  }

  @Test
  void how_somebody_keeps_a_conversation_is_told_to_their_devices() {
    String kept =
        "{'type':'conversation:settings','cursor':'e.7','data':{'conversationId':'%s',"
            + "'settings':{'muted':true,'archived':false,'pinned':false}%s}}";
    var settings = new ConversationSettings(true, false, false, ConversationSettings.SHOWN);
    var room = ConversationId.of(ROOM);

    assertShows(event(new ConversationArranged(ANN, room, settings)), kept, ROOM, "");
    assertShows(
        event(new ConversationArranged(ANN, room, settings.hidden(0))),
        kept,
        ROOM,
        ",'hiddenUpTo':0");
  }

  @Test
  void a_member_that_is_updated_shows_what_they_may_do_and_not_how_far_they_have_come() {
    var grants = new Grants(Permissions.of(Permission.PIN), Permissions.of(Permission.SEND_MEDIA));
    var member = new Member(BEN, MemberRole.ADMIN, grants, 1, Watermarks.at(9));
    assertShows(
        event(new MemberUpdated(ConversationId.of(ROOM), member)),
        "{'type':'member:updated','cursor':'e.7','data':{'conversationId':'%s','member':"
            + "{'userId':'ben','role':'admin','permissions':{'granted':['pin'],'denied':['send_media']}}}}",
        ROOM);
  }

  @Test
  void a_profile_that_changed_is_shown_and_one_that_is_no_more_is_named() {
    assertThat(shown(event(new ProfileChanged(BEN, ANN))))
        .startsWith("{'type':'user:updated'")
        .contains("'data':{'user':{'id':'ann','username':'Ann','role':'user'}}");
    assertShows(
        event(new MemberProfileChanged(ConversationId.of(ROOM), CAT)),
        "{'type':'user:deleted','cursor':'e.7','data':{'userId':'cat'}}");
  }

  @Test
  void what_somebody_chose_and_whom_they_block_is_told_to_their_devices() {
    assertShows(
        event(new UserSettingsChanged(ANN, new UserSettings(false))),
        "{'type':'user:settings','cursor':'e.7','data':{'settings':{'readReceipts':false}}}");
    assertShows(
        event(new BlockChanged(ANN, BEN, true)),
        "{'type':'block:added','cursor':'e.7','data':{'user':{'id':'ben','username':'ben','role':'user'}}}");
    assertShows(
        event(new BlockChanged(ANN, BEN, false)),
        "{'type':'block:removed','cursor':'e.7','data':{'userId':'ben'}}");
  }

  @Test
  void whose_reading_is_veiled_is_said_to_have_got_it() {
    assertShows(
        event(moved(new Watermarks(9, 9)), Set.of(BEN)),
        "{'type':'message:status','cursor':'e.7','data':{'conversationId':'%s',"
            + "'moves':[{'userId':'ben','deliveredUpTo':9}],'messageId':'%s','status':'delivered'}}",
        ROOM,
        MESSAGE);
    assertThat(shown(event(new ConversationCreated(group()), Set.of(ANN))))
        .contains("{'userId':'ann','role':'owner','deliveredUpTo':9}");
  }

  private static Message rich() {
    return new Message(
        new MessageId(UUID.fromString(MESSAGE)),
        ConversationId.of(ROOM),
        9,
        ANN,
        new Media("f1", Optional.of(new Text("look"))),
        Optional.empty(),
        new References(Optional.of(MessageId.of(REQUEST)), Optional.of(CAT), List.of(BEN)),
        Optional.empty(),
        THEN,
        Optional.of(THEN),
        Optional.empty(),
        List.of(new Reaction(new Emoji("👍"), 2), new Reaction(new Emoji("😀"), 1)),
        true,
        1);
  }

  private static StatusMoved moved(Watermarks watermarks) {
    return new StatusMoved(
        ConversationId.of(ROOM),
        List.of(new Move(BEN, watermarks)),
        new Newest(MessageId.of(MESSAGE), 9));
  }

  private static FriendRequest request() {
    return new FriendRequest(
        FriendRequestId.of(REQUEST), ANN, BEN, FriendRequest.Status.PENDING, THEN);
  }

  private static EventView event(DomainEvent event) {
    return event(event, Set.of());
  }

  private static EventView event(DomainEvent event, Set<UserId> veiled) {
    var ann =
        new Profile(ANN, "Ann", Optional.empty(), Optional.empty(), Role.USER, Optional.empty());
    return EventView.of(
        new Notice(
            new Cursor("e", 7),
            event,
            Map.of(ANN, ann, BEN, Profile.bare(BEN)),
            veiled,
            Optional.empty()));
  }

  private static Overview overview(Message last, long unread) {
    return new Overview(group(), Optional.of(last), unread, ConversationSettings.defaults());
  }

  private static Conversation group() {
    return new Conversation(
        ConversationId.of(ROOM),
        ConversationType.GROUP,
        Details.of(new Title("Crew")),
        THEN,
        List.of(new Member(ANN, MemberRole.OWNER, Grants.none(), 1, new Watermarks(9, 7))),
        9,
        1);
  }

  private static Message message(Content content) {
    return message(content, Optional.empty());
  }

  private static Message message(Content content, Optional<Instant> deletedAt) {
    return new Message(
        new MessageId(UUID.fromString(MESSAGE)),
        ConversationId.of(ROOM),
        9,
        ANN,
        content,
        Optional.of(new ClientMessageId("m1")),
        References.none(),
        Optional.of(new Metadata("{\"a\":1.10}")),
        THEN,
        Optional.empty(),
        deletedAt,
        List.of(),
        false,
        1);
  }

  private String shown(Object view) {
    return json.text(view).replace('"', '\'');
  }

  private void assertShows(Object view, String form, Object... parts) {
    assertThat(shown(view)).isEqualTo(form.formatted(parts));
  }
}
