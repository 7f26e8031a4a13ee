package io.chattr.domain.conversation;

/** Between two people, or among many. */
public enum ConversationType {
  DIRECT,
  GROUP
}
