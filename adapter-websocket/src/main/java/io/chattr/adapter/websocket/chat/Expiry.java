package io.chattr.adapter.websocket.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a token expires, as clients are told; absent where it does not. */
record Expiry(@Nullable Instant expiresAt) {}
