package io.chattr.application.live;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Map;
import java.util.Optional;

/**
 * An event as its readers get it, with what it takes to show it. The same object goes to all of
 * them.
 *
 * @param cursor of a reader who has heard this
 * @param people the profiles of those whom a {@link io.chattr.domain.event.UserEvent} names
 * @param conversation what a {@code ConversationJoined} is about, while they are in it
 */
public record Notice(
    Cursor cursor,
    DomainEvent event,
    Map<UserId, Profile> people,
    Optional<Conversation> conversation) {}
