package io.chattr.adapter.persistence.log;

import java.util.Optional;

/** The kinds of rows in the log, by the names that they are stored under. */
enum LogKind {
  MESSAGE_EDITED,
  MESSAGE_DELETED,
  REACTIONS_CHANGED,
  PIN_CHANGED,
  STATUS_MOVED,
  CONVERSATION_CREATED,
  CONVERSATION_UPDATED,
  CONVERSATION_DELETED,
  MEMBER_ADDED,
  MEMBER_UPDATED,
  MEMBER_REMOVED,
  MEMBER_PROFILE_CHANGED,
  FRIEND_REQUEST_SENT,
  FRIEND_REQUEST_ACCEPTED,
  FRIEND_REQUEST_REJECTED,
  FRIEND_REQUEST_CANCELLED,
  FRIEND_REQUEST_UPDATED,
  FRIEND_REMOVED,
  BLOCK_CHANGED,
  PROFILE_CHANGED,
  USER_SETTINGS_CHANGED,
  CONVERSATION_JOINED,
  CONVERSATION_ARRANGED,
  MESSAGE_HIDDEN,
  STAR_CHANGED;

  /** Of what this version writes; rows of a later one are passed over. */
  static final int VERSION = 1;

  /** Empty for what only a later version of Chattr knows. */
  static Optional<LogKind> find(String name, int version) {
    for (LogKind kind : values()) {
      if (kind.name().equals(name) && version == VERSION) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
