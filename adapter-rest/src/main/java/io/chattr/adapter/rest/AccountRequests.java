package io.chattr.adapter.rest;

import static io.chattr.wire.command.Fields.require;

import io.chattr.application.account.LogIn;
import io.chattr.application.account.RegisterAccount;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import org.jspecify.annotations.Nullable;

/** What is asked for around accounts. */
final class AccountRequests {
  private AccountRequests() {}

  /** An account to be. */
  record NewAccount(@Nullable String username, @Nullable String email, @Nullable String password) {

    RegisterAccount.Command command() {
      return new RegisterAccount.Command(
          new Username(require("username", username)),
          new EmailAddress(require("email", email)),
          new Password(require("password", password)));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "NewAccount[" + username + "]";
    }
  }

  /** Who somebody says they are, and the proof. */
  record Credentials(@Nullable String login, @Nullable String password) {

    LogIn.Command command() {
      return new LogIn.Command(require("login", login), require("password", password));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "Credentials[" + login + "]";
    }
  }

  /** A log-in to be carried on. */
  record Refresh(@Nullable String refreshToken) {

    String token() {
      return require("refreshToken", refreshToken);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
      return "Refresh[…]";
    }
  }
}
