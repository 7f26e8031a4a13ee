package io.chattr.application.account;

import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.Password;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes nothing, and counts how often it was asked to. */
final class PlainHasher implements PasswordHasher {
  final AtomicInteger hashes = new AtomicInteger();
  final AtomicInteger comparisons = new AtomicInteger();

  @Override
  public String hash(Password password) {
    hashes.incrementAndGet();
    return "plain:" + password.value();
  }

  @Override
  public boolean matches(String password, Optional<String> hash) {
    comparisons.incrementAndGet();
    return hash.filter(("plain:" + password)::equals).isPresent();
  }
}
