/** Engine.IO on Undertow: everything about the protocol that an HTTP server must know. */
@NullMarked
package io.chattr.adapter.websocket.undertow;

import org.jspecify.annotations.NullMarked;
