package io.chattr.domain.people;

/** What becomes of what somebody said when they are no more. */
public enum Said {
  DELETE,
  KEEP
}
