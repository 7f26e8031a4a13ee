package io.chattr.application.message;

import io.chattr.application.people.Receipts;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Limit;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Messages.Filter;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.MessageAccess;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import io.chattr.domain.failure.ValueProblem;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A member looks at messages, one by one and across their conversations. */
public final class ViewMessages {
  private static final int MAX_QUERY_LENGTH = 200;
  private static final int MAX_WORDS = 10;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private final Hands hands;
  private final Conversations conversations;
  private final Messages messages;
  private final Receipts receipts;
  private final RateLimiter limiter;

  @Inject
  public ViewMessages(
      Conversations conversations, Messages messages, Receipts receipts, RateLimiter limiter) {
    this.hands = new Hands(conversations, messages);
    this.conversations = conversations;
    this.messages = messages;
    this.receipts = receipts;
    this.limiter = limiter;
  }

  public Message require(UserId reader, MessageId id) {
    return access(reader, id).message();
  }

  /** What the reader made of messages that they see. */
  public Map<MessageId, MessageMarks> marks(UserId reader, Collection<Message> shown) {
    return messages.marks(reader, shown.stream().map(Message::id).toList());
  }

  /** What the message held before, the oldest first. */
  public List<EarlierVersion> versions(UserId reader, MessageId id) {
    return messages.versions(access(reader, id).message().id());
  }

  /** Whether it has reached one member, and whether they have seen it. */
  public record Receipt(UserId user, State state) {}

  /** How far a message has come. */
  public enum State {
    SENT,
    DELIVERED,
    READ
  }

  /**
   * How far the message has come with each of the members but its sender. Who wants no read
   * receipts, or asks and wants none, learns and tells no more than that it was delivered.
   */
  public List<Receipt> receipts(UserId reader, MessageId id) {
    Message message = access(reader, id).message();
    Conversation conversation =
        conversations.find(message.conversation()).orElseThrow(Hands::missing);
    List<UserId> users = conversation.members().stream().map(Member::user).toList();
    Set<UserId> veiled = receipts.veiled(reader, users);
    return conversation.members().stream()
        .filter(member -> !member.user().equals(message.sender()))
        .filter(member -> message.seq() >= member.visibleFromSeq())
        .map(
            member ->
                new Receipt(
                    member.user(), state(member, message.seq(), veiled.contains(member.user()))))
        .toList();
  }

  private static State state(Member member, long seq, boolean veiled) {
    if (!veiled && member.watermarks().readUpTo() >= seq) {
      return State.READ;
    }
    return member.watermarks().deliveredUpTo() >= seq ? State.DELIVERED : State.SENT;
  }

  /**
   * Those that are pinned in a conversation, the last one first, as far as the reader sees them.
   */
  public List<Message> pinned(UserId reader, ConversationId conversation) {
    var progress =
        conversations
            .progress(new Seat(conversation, reader))
            .orElseThrow(() -> new Rejected(new NotFound("conversation")));
    return messages.pinned(conversation).stream()
        .filter(message -> message.seq() >= progress.visibleFromSeq())
        .toList();
  }

  public Page<Message> starred(UserId reader, PageRequest page) {
    return messages.starred(reader, page);
  }

  /**
   * Which messages; {@code with} stands for the direct conversation with somebody, {@code from} is
   * part of the time and {@code to} is not.
   */
  public record Query(
      UserId reader,
      Optional<UserId> with,
      Optional<UserId> sender,
      Optional<Instant> from,
      Optional<Instant> to) {}

  /** Messages of all conversations of the reader, the newest first. */
  public Page<Message> across(Query query, PageRequest page) {
    Optional<ConversationId> direct =
        query
            .with()
            .flatMap(other -> conversations.findDirect(UserPair.of(query.reader(), other)))
            .map(Conversation::id);
    if (query.with().isPresent() && direct.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    return messages.across(
        query.reader(),
        new Filter(
            direct,
            query.sender(),
            query.from().orElse(ReadHistory.BEGINNING),
            query.to().orElse(ReadHistory.END)),
        page);
  }

  /** Texts with words that begin as those of {@code query}, in one conversation or in all. */
  public Page<Message> search(
      UserId reader, String query, Optional<ConversationId> conversation, PageRequest page) {
    List<String> words = words(query);
    limiter.acquire(Limit.SEARCHES, reader);
    conversation.ifPresent(
        one -> {
          if (conversations.progress(new Seat(one, reader)).isEmpty()) {
            throw new Rejected(new NotFound("conversation"));
          }
        });
    return messages.search(reader, words, conversation, page);
  }

  private static List<String> words(String query) {
    Requirements.text("q", query, MAX_QUERY_LENGTH);
    List<String> words =
        WORD.matcher(query.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw Rejected.value(
          "q", ValueProblem.INVALID_VALUE, "must hold 1 to " + MAX_WORDS + " words");
    }
    return words;
  }

  private MessageAccess access(UserId reader, MessageId id) {
    MessageAccess access = hands.require(reader, id);
    if (access.marks().hidden()) {
      throw Hands.missing();
    }
    return access;
  }
}
