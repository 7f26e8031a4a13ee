package io.chattr.domain.conversation;

import java.util.Locale;

/** What a member may be allowed to do in a conversation. */
public enum Permission {
  POST,
  ADD_MEMBERS,
  REMOVE_MEMBERS;

  /** Stable name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
