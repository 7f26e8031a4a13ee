/** Socket.IO packets, revision 5, and their encoding in Engine.IO messages. */
@NullMarked
package io.chattr.adapter.websocket.socketio.packet;

import org.jspecify.annotations.NullMarked;
