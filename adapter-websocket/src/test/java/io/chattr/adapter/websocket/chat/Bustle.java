package io.chattr.adapter.websocket.chat;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** People who do this and that, all of which somebody may see who is in two conversations. */
final class Bustle {
  private final Chattr chattr;
  private final UserId ann = new UserId("ann");
  private final UserId cat = new UserId("cat");
  private final UserId seer;
  private final ConversationId pair;
  private final ConversationId crew;
  private final Deque<Message> said = new ConcurrentLinkedDeque<>();

  Bustle(Chattr chattr, UserId seer) {
    this.chattr = chattr;
    this.seer = seer;
    pair =
        chattr
            .openConversation()
            .handle(new OpenConversation.Command.Direct(ann, seer))
            .value()
            .id();
    crew = group();
  }

  private ConversationId group() {
    var group =
        new OpenConversation.Command.Group(
            ann, Details.of(new Title("Crew")), Set.of(seer, cat), Optional.empty());
    return chattr.openConversation().handle(group).value().id();
  }

  /** One of them does one thing, or may not. */
  void step(Random random) {
    try {
      act(random);
    } catch (Rejected refused) {
      // Who was removed may say nothing, and what was deleted cannot be edited.
    }
  }

  private void act(Random random) {
    UserId somebody = List.of(ann, ann, cat, seer).get(random.nextInt(4));
    Message message = said.peekLast();
    switch (message == null ? 0 : random.nextInt(16)) {
      case 10 -> chattr.markMessage().react(somebody, message.id(), new Emoji("👍"));
      case 11 ->
          chattr
              .editMessage()
              .handle(new EditMessage.Command(message.sender(), message.id(), text(random)));
      case 12 ->
          chattr
              .deleteMessage()
              .handle(
                  new DeleteMessage.Command(
                      message.sender(), message.id(), DeleteMessage.Scope.EVERYONE));
      case 13 -> {
        var target = new MarkMessages.Target.ById(message.id());
        chattr
            .markMessages()
            .handle(new MarkMessages.Command(somebody, target, MarkMessages.Mark.READ));
      }
      case 14 -> comeOrGo(random);
      case 15 -> group();
      default -> {
        ConversationId where = random.nextInt(3) == 0 ? pair : crew;
        said.add(
            chattr
                .postMessage()
                .handle(new PostMessage.Command(somebody, where, text(random)))
                .value());
      }
    }
  }

  private void comeOrGo(Random random) {
    if (random.nextInt(3) == 0) {
      chattr.changeMembers().remove(ann, crew, seer);
    } else {
      chattr.changeMembers().add(ann, crew, seer);
    }
  }

  private static Text text(Random random) {
    return new Text("x".repeat(1 + random.nextInt(200)));
  }
}
