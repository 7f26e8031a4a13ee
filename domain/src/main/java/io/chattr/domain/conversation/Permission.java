package io.chattr.domain.conversation;

import java.util.Locale;

/** What a member may be allowed to do in a conversation. */
public enum Permission {
  POST,
  SEND_MEDIA,
  ADD_MEMBERS,
  REMOVE_MEMBERS,
  /** Title and metadata. */
  EDIT_DETAILS,
  PIN,
  /** Other members' messages, for everyone. */
  DELETE_ANY,
  /** Roles and permissions of those below, what plain members may do, what newcomers see. */
  MANAGE_ROLES;

  /** Stable name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
