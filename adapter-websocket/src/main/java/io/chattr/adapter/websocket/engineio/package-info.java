/**
 * Engine.IO, revision 4: an ordered, heartbeat-guarded stream of messages between one client and
 * this server, whatever carries it.
 *
 * <p>{@link io.chattr.adapter.websocket.engineio.EngineSession} is the protocol as a pure state
 * machine; {@link io.chattr.adapter.websocket.engineio.EngineConnection} makes it safe to share
 * between threads. Nothing here knows Socket.IO, chat or an HTTP server.
 */
@NullMarked
package io.chattr.adapter.websocket.engineio;

import org.jspecify.annotations.NullMarked;
