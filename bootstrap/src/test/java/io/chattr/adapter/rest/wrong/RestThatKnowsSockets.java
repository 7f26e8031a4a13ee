package io.chattr.adapter.rest.wrong;

import io.chattr.adapter.websocket.wrong.Socket;

/** Breaks the rule that adapters do not know each other. */
public record RestThatKnowsSockets(Socket socket) {}
