package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.DELETE_ANY;
import static io.chattr.domain.conversation.Permission.PIN;

import io.chattr.domain.content.Content;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.domain.message.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One message in the hands of one member who may see it: what they may make of it. */
public record MessageAccess(Standing standing, Message message, MessageMarks marks) {
  public static final int MAX_EMOJIS = 20;
  public static final int MAX_PINS = 100;

  public MessageAccess {
    if (!message.conversation().equals(standing.conversation())
        || message.seq() < standing.visibleFromSeq()) {
      throw new Rejected(new NotFound("message"));
    }
  }

  /** The sender says it in other words, as long as {@code window} after its posting. */
  public Decision<Message> edit(
      Content content, List<UserId> mentions, Duration window, Instant now) {
    if (!isMine()) {
      throw new Rejected(new NotPermitted("edit_message"));
    }
    requireAlive();
    standing.requireToSay(content);
    if (!content.isLike(message.content())) {
      throw new Rejected(new Contradiction("An edited message stays of the kind that it is"));
    }
    if (content.equals(message.content())) {
      return Decision.nothing(message);
    }
    if (now.isAfter(message.createdAt().plus(window))) {
      throw new Rejected(new Contradiction("This message is too old to be edited"));
    }
    Message edited = message.edited(content, mentions, now);
    return change(edited, new MessageEdited(edited, edited.seq()));
  }

  /** It goes for everyone, and only its place stays; the sender may, and who may delete any. */
  public Decision<Message> delete(Instant now) {
    if (!isMine() && !standing.can(DELETE_ANY)) {
      throw new Rejected(new NotPermitted(DELETE_ANY.code()));
    }
    if (message.isDeleted()) {
      return Decision.nothing(message);
    }
    Message tombstone = message.tombstone(now);
    return change(tombstone, new MessageDeleted(tombstone, tombstone.seq()));
  }

  /** It goes for this member alone, on all their devices; doing so again changes nothing. */
  public Decision<Message> hide() {
    return marks.hidden()
        ? Decision.nothing(message)
        : change(message, new MessageHidden(standing.member(), message));
  }

  /** The member reacts with {@code emoji}. */
  public Decision<Message> react(Emoji emoji) {
    requireTouchable();
    if (marks.reactions().contains(emoji)) {
      return Decision.nothing(message);
    }
    boolean isNew =
        message.reactions().stream().noneMatch(reaction -> reaction.emoji().equals(emoji));
    if (isNew && message.reactions().size() >= MAX_EMOJIS) {
      throw new Rejected(
          new Contradiction(
              "This message has " + MAX_EMOJIS + " different reactions, the most it can have"));
    }
    var mine = new HashSet<>(marks.reactions());
    mine.add(emoji);
    return reacted(emoji, 1, mine);
  }

  /** The member takes a reaction of theirs back. */
  public Decision<Message> unreact(Emoji emoji) {
    if (!marks.reactions().contains(emoji)) {
      return Decision.nothing(message);
    }
    var mine = new HashSet<>(marks.reactions());
    mine.remove(emoji);
    return reacted(emoji, -1, mine);
  }

  /** The message is pinned where {@code present} are already. */
  public Decision<Message> pin(int present) {
    requireTouchable();
    standing.require(PIN);
    if (message.pinned()) {
      return Decision.nothing(message);
    }
    if (present >= MAX_PINS) {
      throw new Rejected(
          new Contradiction("This conversation has " + MAX_PINS + " pins, the most it can have"));
    }
    Message pinned = message.pinned(true);
    return change(pinned, new PinChanged(pinned));
  }

  public Decision<Message> unpin() {
    standing.require(PIN);
    if (!message.pinned()) {
      return Decision.nothing(message);
    }
    Message loose = message.pinned(false);
    return change(loose, new PinChanged(loose));
  }

  /** The member keeps the message at hand, or no longer. */
  public Decision<Message> star(boolean on) {
    if (on) {
      requireAlive();
    }
    return marks.starred() == on
        ? Decision.nothing(message)
        : change(message, new StarChanged(standing.member(), message, on));
  }

  private Decision<Message> reacted(Emoji emoji, int change, Set<Emoji> mine) {
    var counts = new ArrayList<Reaction>();
    boolean counted = false;
    for (Reaction reaction : message.reactions()) {
      boolean isThis = reaction.emoji().equals(emoji);
      counted |= isThis;
      int count = isThis ? reaction.count() + change : reaction.count();
      if (count > 0) {
        counts.add(new Reaction(reaction.emoji(), count));
      }
    }
    if (!counted) {
      counts.add(new Reaction(emoji, 1));
    }
    Message changed = message.with(counts);
    return change(changed, new ReactionsChanged(changed, standing.member(), mine));
  }

  private boolean isMine() {
    return message.sender().equals(standing.member());
  }

  private void requireTouchable() {
    requireAlive();
    if (standing.isBlocked()) {
      throw new Rejected(new NotPermitted("react"));
    }
  }

  private void requireAlive() {
    if (message.isDeleted()) {
      throw new Rejected(new Contradiction("This message was deleted"));
    }
  }

  private Decision<Message> change(Message answer, DomainEvent event) {
    var reads = new ArrayList<>(standing.reads());
    reads.add(new Read(new Subject.OfMessage(message.id()), message.version()));
    return new Decision.Change<>(reads, List.of(event), answer);
  }
}
