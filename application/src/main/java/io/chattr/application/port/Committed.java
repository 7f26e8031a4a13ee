package io.chattr.application.port;

/** The answer to a command that is durable now; {@code repeated} when it already was before. */
public record Committed<R>(R value, boolean repeated) {}
