package io.chattr.domain.decision;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;

/** One person's place in one conversation. */
public record Seat(ConversationId conversation, UserId user) {}
