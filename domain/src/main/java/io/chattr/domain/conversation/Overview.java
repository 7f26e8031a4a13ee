package io.chattr.domain.conversation;

import io.chattr.domain.message.Message;
import java.util.Optional;

/**
 * A conversation in one member's list: its last message that they may see, how many they have not
 * read, and how they keep it.
 */
public record Overview(
    Conversation conversation,
    Optional<Message> lastMessage,
    long unread,
    ConversationSettings settings) {}
