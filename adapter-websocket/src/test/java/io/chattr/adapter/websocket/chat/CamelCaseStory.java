package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;

/** Two people say and hear everything that has a name of its own in camelCase. */
final class CamelCaseStory implements AutoCloseable {
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final QuickTiming timing = new QuickTiming();
  private final ChatServer server =
      ChatServer.start(
          ChatServer.Setup.over(new MemoryStore()).chattr(chattr -> chattr.timing(timing)));
  private final Cast cast = new Cast(server, SocketDocument.CAMEL_CASE, Vocabulary.CAMEL_CASE);

  Cast cast() {
    return cast;
  }

  void play() {
    ConversationId chat = server.direct(ann, ben).id();
    cast.comes(ann);
    cast.comes(ben);
    cast.hearsWhisper(ann, "userOnline");
    cast.say(ann, "joinChat", "'%s'", chat);
    cast.say(ben, "joinChat", "{'chatId':'%s'}", chat);
    cast.say(ben, "typing", "{'chatId':'%s'}", chat);
    cast.hearsWhisper(ann, "typing");
    cast.say(ben, "stopTyping", "'%s'", chat);

    JsonNode said =
        cast.say(
            ann,
            "sendEncryptedMessage",
            "{'chatId':'%s','encryptedMessage':'c2VjcmV0','clientMessageId':'1'}",
            chat);
    String id = said.get("_id").textValue();
    cast.say(ben, "messageDelivered", "{'messageId':'%s'}", id);
    cast.say(ben, "messageSeen", "{'_id':'%s'}", id);
    cast.say(ann, "editMessage", "{'_id':'%s','content':{'iv':'x','data':'y'}}", id);
    JsonNode file =
        cast.say(ann, "sendMedia", "{'chatId':'%s','mediaId':'f1','content':'look'}", chat);
    String fileId = file.get("_id").textValue();
    cast.say(ann, "editMessage", "{'messageId':'%s','mediaId':'f2'}", fileId);
    cast.say(ben, "deleteMessage", "{'messageId':'%s','deleteForEveryone':false}", id);
    cast.say(ann, "deleteMessage", "'%s'", id);

    cast.hearsAll(ann);
    cast.hearsAll(ben);
    cast.goes(ben);
    cast.hearsWhisper(ann, "userOffline");
  }

  @Override
  public void close() {
    server.close();
    timing.close();
  }
}
