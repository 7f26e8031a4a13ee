package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Store;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import io.chattr.testkit.fixture.Fresh;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Three people say everything that can be said, and hear everything that can be heard. */
final class Story implements AutoCloseable {
  private static final Instant NOW = Instant.now();

  /** Behind a token: it is good for so short a time that its end is told at once. */
  private static final String SHORT = "!";

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final UserId cat = Fresh.person("cat");
  private final UserId dan = Fresh.person("dan");
  private final QuickTiming timing = new QuickTiming();
  private final WhoIsThere directory = new WhoIsThere();
  private final ChatServer server;
  private final Cast cast;

  Story(Store store) {
    server =
        ChatServer.start(
            ChatServer.Setup.over(store)
                .authenticator(Story::authenticate)
                .clock(InstantSource.fixed(NOW))
                .chattr(chattr -> chattr.timing(timing).directory(directory)));
    cast = new Cast(server, SocketDocument.CHAT, Vocabulary.NATIVE);
  }

  private static Caller authenticate(String token) {
    Optional<Instant> end =
        token.endsWith(SHORT) ? Optional.of(NOW.plusMillis(20)) : Optional.empty();
    return new Caller(new UserId(token.replace(SHORT, "")), "session", end);
  }

  /** Everybody, until they are no more. */
  private static final class WhoIsThere implements Directory {
    private final Directory everyone = Directory.ofEveryone();
    private final Set<UserId> gone = ConcurrentHashMap.newKeySet();

    @Override
    public Map<UserId, Profile> profiles(Collection<UserId> users) {
      var there = new HashMap<>(everyone.profiles(users));
      there.keySet().removeAll(gone);
      return there;
    }

    @Override
    public Map<String, UserId> named(Collection<String> usernames) {
      return everyone.named(usernames);
    }

    @Override
    public Page<Profile> search(String query, PageRequest page) {
      return everyone.search(query, page);
    }
  }

  List<UserId> people() {
    return List.of(ann, ben, cat);
  }

  ChatServer server() {
    return server;
  }

  Cast cast() {
    return cast;
  }

  void play() {
    people().forEach(cast::comes);
    friends();
    String room = direct();
    group();
    messages(room);
    changes(room);
    oneself();
    profiles();
    whispers(room);
    fail();
    people().forEach(cast::hearsAll);
    cast.hearsUnread(ben);
    comeAndGo();
  }

  @Override
  public void close() {
    server.close();
    timing.close();
  }

  private void friends() {
    String toBen = "{'userId':'%s'}".formatted(ben);
    cast.say(ben, "reject_friend_request", request(cast.say(ann, "send_friend_request", toBen)));
    cast.say(ann, "cancel_friend_request", request(cast.say(ann, "send_friend_request", toBen)));
    cast.say(ben, "accept_friend_request", request(cast.say(ann, "send_friend_request", toBen)));
    cast.say(ann, "remove_friend", toBen);
    cast.say(ann, "block_user", toBen);
    cast.say(ann, "unblock_user", toBen);
  }

  private static String request(JsonNode asked) {
    return "{'requestId':'%s'}".formatted(id(asked));
  }

  private static String id(JsonNode view) {
    return view.get("id").textValue();
  }

  private String direct() {
    String room = id(cast.say(ann, "create_conversation", "{'type':'direct','userId':'%s'}", ben));
    cast.say(ben, "join_conversation", "{'conversationId':'%s'}", room);
    cast.say(ben, "join_conversation", "'%s'", room);
    cast.say(ben, "leave_conversation", "'%s'", room);
    return room;
  }

  private void group() {
    String group =
        id(
            cast.say(
                ann,
                "create_conversation",
                "{'type':'group','title':'Crew','memberIds':['%s'],'idempotencyKey':'k1',"
                    + "'metadata':{'x':1},'memberPermissions':['post'],"
                    + "'historyForNewMembers':'all'}",
                ben));
    String crew = "{'conversationId':'%s'".formatted(group);
    cast.say(ann, "update_conversation", crew + ",'title':'Us','historyForNewMembers':'joined'}");
    cast.say(
        ann,
        "update_member",
        crew + ",'userId':'%s','role':'admin','permissions':{'denied':['delete_any']}}",
        ben);
    cast.say(ann, "add_members", crew + ",'userIds':['%s']}", cat);
    cast.say(ann, "remove_member", crew + ",'userId':'%s'}", cat);
    cast.say(ben, "leave_group", crew + "}");
    cast.say(ann, "delete_conversation", crew + "}");
  }

  private void messages(String room) {
    String here = "{'conversationId':'%s'".formatted(room);
    String first =
        id(cast.say(ann, "send_message", here + ",'content':'hello','clientMessageId':'m1'}"));
    cast.say(ann, "send_message", here + ",'encrypted':{'c':[1,null]},'metadata':{'x':1}}");
    cast.say(ann, "send_message", here + ",'custom':{'type':'poll','body':7}}");
    cast.say(ann, "send_message", here + ",'mediaId':'f1','content':'look','replyTo':'%s'}", first);
    cast.say(ben, "mark_delivered", "{'messageId':'%s'}", first);
    cast.say(ben, "mark_read", here + ",'seq':2}");
  }

  private void changes(String room) {
    JsonNode message =
        cast.say(ann, "send_message", "{'conversationId':'%s','content':'helo'}", room);
    String named = "{'messageId':'%s'".formatted(id(message));
    cast.say(ann, "edit_message", named + ",'content':'hello'}");
    cast.say(ben, "add_reaction", named + ",'emoji':'👍'}");
    cast.say(ben, "remove_reaction", named + ",'emoji':'👍'}");
    for (String command :
        List.of("pin_message", "unpin_message", "star_message", "unstar_message")) {
      cast.say(ann, command, named + "}");
    }
    cast.say(
        ann, "forward_message", named + ",'conversationIds':['%s'],'idempotencyKey':'k2'}", room);
    cast.say(ben, "delete_message", named + ",'for':'me'}");
    cast.say(ann, "delete_message", named + "}");
    cast.say(ben, "update_conversation_settings", "{'conversationId':'%s','muted':true}", room);
    cast.say(ben, "delete_conversation", "{'conversationId':'%s'}", room);
  }

  private void oneself() {
    cast.say(ann, "update_settings", "{'readReceipts':false}");
    cast.say(ann, "refresh_token", "{'token':'%s'}", ann + SHORT);
    cast.hears(ann, "auth:expiring");
  }

  /** Ben is called another name, and Dan is no more. */
  private void profiles() {
    server.direct(ann, dan);
    server.chattr().announceProfile().handle(ben);
    directory.gone.add(dan);
    server.chattr().announceProfile().handle(dan);
  }

  private void whispers(String room) {
    cast.say(ben, "typing", "{'conversationId':'%s'}", room);
    cast.hearsWhisper(ann, "typing");
    cast.say(ben, "stop_typing", "{'conversationId':'%s'}", room);
    cast.hearsWhisper(ann, "stop_typing");
  }

  private void fail() {
    cast.client(cat).tells("send_message", "{}");
    // Commands of one connection are carried out in order: this one is answered after the other.
    cast.say(cat, "create_conversation", "{'type':'direct','userId':'%s'}", ann);
  }

  private void comeAndGo() {
    cast.goes(cat);
    cast.hearsWhisper(ann, "presence:offline");
    cast.comes(cat);
    cast.hearsWhisper(ann, "presence:online");
  }
}
