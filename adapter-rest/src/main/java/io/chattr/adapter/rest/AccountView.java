package io.chattr.adapter.rest;

import io.chattr.domain.account.Account;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An account as admins see it. */
record AccountView(
    String id,
    String username,
    @Nullable String displayName,
    String email,
    String role,
    boolean suspended,
    Instant createdAt) {

  static AccountView of(Account account) {
    return new AccountView(
        account.id().value(),
        account.username().value(),
        account.displayName().orElse(null),
        account.email().value(),
        account.role().name().toLowerCase(Locale.ROOT),
        account.isSuspended(),
        account.createdAt());
  }
}
