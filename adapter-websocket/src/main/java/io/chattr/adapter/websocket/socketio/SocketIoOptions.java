package io.chattr.adapter.websocket.socketio;

import java.time.Duration;

/**
 * What a Socket.IO client may take of the server's time and memory.
 *
 * @param connectTimeout from opening the connection to joining a namespace, the decision included
 * @param maxAttachments binary attachments of one packet
 * @param maxAttachedBytes their sum
 * @param maxUnhandledEvents what may wait for the handlers before the connection is no longer read
 */
public record SocketIoOptions(
    Duration connectTimeout, int maxAttachments, int maxAttachedBytes, int maxUnhandledEvents) {

  /** The reference server's timeout and attachments; these together are one payload at most. */
  public static final SocketIoOptions DEFAULTS =
      new SocketIoOptions(Duration.ofSeconds(45), 10, 1_000_000, 64);

  public SocketIoOptions {
    if (connectTimeout.toMillis() <= 0) {
      throw new IllegalArgumentException("the connect timeout must be at least a millisecond");
    }
    if (maxAttachments < 0 || maxAttachedBytes < 0 || maxUnhandledEvents <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public SocketIoOptions withConnectTimeout(Duration timeout) {
    return new SocketIoOptions(timeout, maxAttachments, maxAttachedBytes, maxUnhandledEvents);
  }

  public SocketIoOptions withMaxAttachments(int count, int bytes) {
    return new SocketIoOptions(connectTimeout, count, bytes, maxUnhandledEvents);
  }

  public SocketIoOptions withMaxUnhandledEvents(int count) {
    return new SocketIoOptions(connectTimeout, maxAttachments, maxAttachedBytes, count);
  }
}
