package io.chattr.wire.view;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.message.ReadHistory.Surroundings;
import io.chattr.application.message.ViewMessages;
import io.chattr.application.people.Receipts;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Page;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes views for one reader: with what they made of messages for themselves, and without what they
 * may not know of others.
 */
public final class Shown {
  private final ViewMessages viewMessages;
  private final ViewConversations viewConversations;
  private final Receipts receipts;

  public Shown(Chattr chattr) {
    this.viewMessages = chattr.viewMessages();
    this.viewConversations = chattr.viewConversations();
    this.receipts = chattr.receipts();
  }

  public MessageView to(UserId reader, Message message) {
    return messages(reader, List.of(message)).get(0);
  }

  /** What its sender is shown of a message, of which nobody made anything while it is new. */
  public MessageView posted(UserId sender, Committed<Message> posted) {
    return posted.repeated() ? to(sender, posted.value()) : MessageView.of(posted.value());
  }

  /** What was passed on, in the order in which the conversations were named. */
  public PageView<MessageView> forwarded(UserId sender, List<Committed<Message>> forwarded) {
    var messages = forwarded.stream().map(Committed::value).toList();
    return messages(sender, new Page<>(messages, Optional.empty()));
  }

  private List<MessageView> messages(UserId reader, List<Message> messages) {
    Map<MessageId, MessageMarks> marks = viewMessages.marks(reader, messages);
    return messages.stream()
        .map(
            message ->
                MessageView.of(message, marks.getOrDefault(message.id(), MessageMarks.none())))
        .toList();
  }

  public PageView<MessageView> messages(UserId reader, Page<Message> page) {
    return new PageView<>(messages(reader, page.items()), page.nextCursor().orElse(null));
  }

  public AroundView around(UserId reader, Surroundings found) {
    return AroundView.of(found, messages(reader, found.messages()));
  }

  public ConversationView conversation(UserId reader, ConversationId id) {
    return conversation(reader, viewConversations.require(reader, id));
  }

  /** What its creator sees of a conversation that was just opened, or was there already. */
  public ConversationView opened(UserId creator, Committed<Conversation> opened) {
    return conversation(creator, viewConversations.opened(creator, opened));
  }

  private ConversationView conversation(UserId reader, Overview overview) {
    return ConversationView.of(overview, veiled(reader, overview.conversation().members()));
  }

  public PageView<ConversationView> conversations(UserId reader, Page<Overview> page) {
    List<Member> members =
        page.items().stream()
            .flatMap(overview -> overview.conversation().members().stream())
            .toList();
    Set<UserId> veiled = veiled(reader, members);
    return PageView.of(page, overview -> ConversationView.of(overview, veiled));
  }

  /** All members of one of the reader's conversations. */
  public PageView<MemberView> members(UserId reader, ConversationId id) {
    List<Member> members = viewConversations.require(reader, id).conversation().members();
    Set<UserId> veiled = veiled(reader, members);
    return PageView.of(
        new Page<>(members, Optional.empty()), member -> MemberView.of(member, veiled));
  }

  public MemberView member(UserId reader, Member member) {
    return MemberView.of(member, veiled(reader, List.of(member)));
  }

  private Set<UserId> veiled(UserId reader, List<Member> members) {
    return receipts.veiled(
        reader, members.stream().map(Member::user).collect(Collectors.toUnmodifiableSet()));
  }
}
