/**
 * Chattr on sockets, Socket.IO and plain: who connects, what they say and what they hear. Protocol
 * and transport are the neighbours' matter.
 */
@NullMarked
package io.chattr.adapter.websocket.chat;

import org.jspecify.annotations.NullMarked;
