package io.chattr.adapter.websocket.engineio;

/** How much waits to be written to a client, in frames and bytes. */
public record Backlog(int frames, long bytes) {}
