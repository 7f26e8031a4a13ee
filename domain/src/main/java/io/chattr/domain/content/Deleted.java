package io.chattr.domain.content;

/** What is left of a message that was deleted for everyone. */
public record Deleted() implements Content {}
