package io.chattr.wire.view;

import io.chattr.domain.conversation.Member;
import java.util.Locale;

/** Somebody in a conversation, and how far they have come. */
public record MemberView(String userId, String role, long deliveredUpTo, long readUpTo) {

  public static MemberView of(Member member) {
    return new MemberView(
        member.user().value(),
        member.role().name().toLowerCase(Locale.ROOT),
        member.watermarks().deliveredUpTo(),
        member.watermarks().readUpTo());
  }
}
