package io.chattr.wire.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.live.Notice;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.Role;
import io.chattr.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final String TIME = "'2026-11-20T10:00:00.000Z'";
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
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
        ConversationView.of(new Overview(group(), Optional.of(message(new Text("hello"))), 2)),
        "{'id':'%s','type':'group','title':'Crew','createdAt':%s,"
            + "'members':[{'userId':'ann','role':'owner','deliveredUpTo':9,'readUpTo':7}],'lastSeq':9,"
            + "'lastMessage':'hello','lastMessageId':'%s','lastMessageSenderId':'ann','lastMessageKind':'text',"
            + "'lastMessageAt':%s,'unreadCount':2}",
        ROOM,
        TIME,
        MESSAGE,
        TIME);
    assertThat(
            shown(
                ConversationView.of(
                    new Overview(group(), Optional.of(message(new Encrypted("1"))), 0))))
        .contains("'lastMessageKind':'encrypted'")
        .doesNotContain("'lastMessage':");
  }

  @Test
  void an_event_never_tells_how_much_is_unread() {
    assertShows(
        event(new ConversationCreated(group())),
        "{'type':'conversation:created','cursor':'e.7','data':{'conversation':{'id':'%s','type':'group','title':'Crew',"
            + "'createdAt':%s,'members':[{'userId':'ann','role':'owner','deliveredUpTo':9,'readUpTo':7}],'lastSeq':9}}}",
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
    var member = new Member(BEN, MemberRole.MEMBER, 1, Watermarks.at(9));
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
    var ann =
        new Profile(ANN, "Ann", Optional.empty(), Optional.empty(), Role.USER, Optional.empty());
    return EventView.of(
        new Notice(
            new Cursor("e", 7), event, Map.of(ANN, ann, BEN, Profile.bare(BEN)), Optional.empty()));
  }

  private static Conversation group() {
    return new Conversation(
        ConversationId.of(ROOM),
        ConversationType.GROUP,
        Optional.of(new Title("Crew")),
        THEN,
        List.of(new Member(ANN, MemberRole.OWNER, 1, new Watermarks(9, 7))),
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
        Optional.empty(),
        Optional.of(new Metadata("{\"a\":1.10}")),
        THEN,
        Optional.empty(),
        deletedAt);
  }

  private String shown(Object view) {
    return json.text(view).replace('"', '\'');
  }

  private void assertShows(Object view, String form, Object... parts) {
    assertThat(shown(view)).isEqualTo(form.formatted(parts));
  }
}
