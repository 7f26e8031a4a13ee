package io.chattr.domain.conversation;

import static io.chattr.domain.conversation.Permission.PIN;
import static io.chattr.domain.conversation.Permission.POST;
import static io.chattr.domain.conversation.Permission.SEND_MEDIA;

import io.chattr.domain.content.Metadata;
import java.util.Optional;

/** How a conversation is called and kept: what its members can change about it. */
public record Details(
    Optional<Title> title,
    Optional<Metadata> metadata,
    Permissions memberPermissions,
    History historyForNewMembers) {

  /** Of a new group. */
  public static Details of(Title title) {
    return new Details(
        Optional.of(title), Optional.empty(), Permissions.of(POST, SEND_MEDIA), History.ALL);
  }

  /** Of every direct conversation. */
  public static Details direct() {
    return new Details(
        Optional.empty(), Optional.empty(), Permissions.of(POST, SEND_MEDIA, PIN), History.ALL);
  }

  /** What a conversation shows that has nothing to show. */
  static Details withheld() {
    return new Details(Optional.empty(), Optional.empty(), Permissions.none(), History.ALL);
  }
}
