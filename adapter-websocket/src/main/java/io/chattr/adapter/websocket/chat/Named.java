package io.chattr.adapter.websocket.chat;

/** An event's name, and its data in JSON. */
record Named(String name, String data) {}
