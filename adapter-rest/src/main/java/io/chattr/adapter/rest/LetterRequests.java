package io.chattr.adapter.rest;

import static io.chattr.wire.command.Fields.require;

import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import org.jspecify.annotations.Nullable;

/** What is asked for around letters. */
final class LetterRequests {
  private LetterRequests() {}

  /** To whom a letter shall go. */
  record Addressed(@Nullable String email) {

    EmailAddress address() {
      return new EmailAddress(require("email", email));
    }
  }

  /** What stood in a letter, to log in with. */
  record Code(@Nullable String email, @Nullable String token) {

    EmailAddress address() {
      return new EmailAddress(require("email", email));
    }

    String digits() {
      return require("token", token);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
      return "Code[" + email + "]";
    }
  }

  /** What stood in a letter, to choose another password with. */
  record Reset(@Nullable String token, @Nullable String password) {

    String secret() {
      return require("token", token);
    }

    Password chosen() {
      return new Password(require("password", password));
    }

    /** Keeps token and password out of logs. */
    @Override
    public String toString() {
      return "Reset[…]";
    }
  }
}
