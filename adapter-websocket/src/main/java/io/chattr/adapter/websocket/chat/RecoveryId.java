package io.chattr.adapter.websocket.chat;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.util.UUID;

/**
 * What a client is given when it connects, and shows when it comes back ({@code pid}): whose
 * connection it was, and where in the log it began.
 */
record RecoveryId(UserId user, UUID connection, Cursor begin) {}
