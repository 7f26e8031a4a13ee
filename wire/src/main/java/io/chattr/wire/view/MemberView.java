package io.chattr.wire.view;

import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a conversation, and how far they have come; {@code readUpTo} only where who is told
 * may know it.
 */
public record MemberView(
    String userId,
    String role,
    @Nullable Exceptions permissions,
    @Nullable Long deliveredUpTo,
    @Nullable Long readUpTo) {

  /** What a member may do more, and less, than their role has. */
  public record Exceptions(List<String> granted, List<String> denied) {

    static @Nullable Exceptions of(Grants grants) {
      return grants.equals(Grants.none())
          ? null
          : new Exceptions(Words.of(grants.granted()), Words.of(grants.denied()));
    }
  }

  /** Without {@code readUpTo} where the member is one of {@code veiled}. */
  public static MemberView of(Member member, Set<UserId> veiled) {
    return new MemberView(
        member.user().value(),
        Words.of(member.role()),
        Exceptions.of(member.grants()),
        member.watermarks().deliveredUpTo(),
        veiled.contains(member.user()) ? null : member.watermarks().readUpTo());
  }

  /** What they are and may do, and not how far they have come. */
  public static MemberView ranked(Member member) {
    return new MemberView(
        member.user().value(), Words.of(member.role()), Exceptions.of(member.grants()), null, null);
  }
}
