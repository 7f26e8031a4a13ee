package io.chattr.domain.event;

/** An event at its place: the log has every position from 1 on, each once, in commit order. */
public record Logged(long position, DomainEvent event) {}
