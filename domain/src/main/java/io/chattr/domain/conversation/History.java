package io.chattr.domain.conversation;

/** What those who come into a group see of what was said before. */
public enum History {
  ALL,
  JOINED
}
