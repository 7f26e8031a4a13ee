package io.chattr.domain.message;

/** How many members reacted to a message with one emoji. */
public record Reaction(Emoji emoji, int count) {}
