package io.chattr.adapter.websocket.wrong;

/** What another adapter should not know. */
public record Socket() {}
