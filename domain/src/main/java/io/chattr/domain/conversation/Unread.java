package io.chattr.domain.conversation;

import io.chattr.domain.identity.ConversationId;

/**
 * How many messages one member has not read, when the conversation's last message is {@code
 * lastSeq}.
 */
public record Unread(ConversationId conversation, long count, long lastSeq) {}
