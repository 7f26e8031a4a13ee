/**
 * A Socket.IO server, protocol revision 5: namespaces, events and acknowledgements over Engine.IO.
 *
 * <p>{@link io.chattr.adapter.websocket.socketio.SocketIoServer} is where an application begins;
 * {@link io.chattr.adapter.websocket.socketio.SocketIoSession} is the protocol as a pure state
 * machine.
 */
@NullMarked
package io.chattr.adapter.websocket.socketio;

import org.jspecify.annotations.NullMarked;
