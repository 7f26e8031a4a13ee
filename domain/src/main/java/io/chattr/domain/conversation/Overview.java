package io.chattr.domain.conversation;

import io.chattr.domain.message.Message;
import java.util.Optional;

/**
 * A conversation in one member's list: its last message that they may see, and how many they have
 * not read.
 */
public record Overview(Conversation conversation, Optional<Message> lastMessage, long unread) {}
