/** Engine.IO packets and how they are written (protocol v4, "Protocol"). */
@NullMarked
package io.chattr.adapter.websocket.engineio.packet;

import org.jspecify.annotations.NullMarked;
