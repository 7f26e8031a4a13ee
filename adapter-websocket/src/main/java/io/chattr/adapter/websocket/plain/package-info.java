/**
 * Plain WebSocket: text frames in order, bounded in number and bytes, with the heartbeat of
 * WebSocket itself. Nothing here knows chat.
 */
@NullMarked
package io.chattr.adapter.websocket.plain;

import org.jspecify.annotations.NullMarked;
