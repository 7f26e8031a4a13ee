package io.chattr.adapter.rest;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.wire.command.Fields.require;

import io.chattr.application.account.AdministerAccounts;
import io.chattr.application.account.ChangePassword;
import io.chattr.application.account.DeleteAccount;
import io.chattr.application.account.LogIn;
import io.chattr.application.account.RegisterAccount;
import io.chattr.application.account.UpdateProfile;
import io.chattr.application.people.ChooseSettings;
import io.chattr.domain.account.About;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.Said;
import io.chattr.wire.command.Clearable;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked for around accounts. */
final class AccountRequests {
  private AccountRequests() {}

  /** An account to be. */
  record NewAccount(@Nullable String username, @Nullable String email, @Nullable String password) {

    RegisterAccount.Command command(Client client) {
      return new RegisterAccount.Command(
          new Username(require("username", username)),
          new EmailAddress(require("email", email)),
          new Password(require("password", password)),
          client);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "NewAccount[" + username + "]";
    }
  }

  /** Who somebody says they are, and the proof. */
  record Credentials(@Nullable String login, @Nullable String password) {

    LogIn.Command command(Client client) {
      return new LogIn.Command(require("login", login), require("password", password), client);
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

  /**
   * What somebody wants to change of their own. What is absent stays as it is; a name or text that
   * is null or empty goes.
   */
  record Changes(
      @Nullable Clearable displayName,
      @Nullable Clearable about,
      @Nullable String password,
      @Nullable String currentPassword,
      @Nullable Boolean readReceipts) {

    UpdateProfile.Command profile(UserId user) {
      return new UpdateProfile.Command(
          user, next(displayName, DisplayName::new), next(about, About::new));
    }

    /** Empty where the password stays. */
    Optional<ChangePassword.Command> password(UserId user, String session) {
      return password == null
          ? Optional.empty()
          : Optional.of(
              new ChangePassword.Command(
                  user,
                  SessionId.of(session),
                  require("currentPassword", currentPassword),
                  new Password(password)));
    }

    /** Empty where nothing is chosen anew. */
    Optional<ChooseSettings.Command> settings(UserId user) {
      return Optional.ofNullable(readReceipts)
          .map(chosen -> new ChooseSettings.Command(user, Optional.of(chosen)));
    }

    private static <T> Optional<UpdateProfile.Next<T>> next(
        @Nullable Clearable given, Function<String, T> reading) {
      return Optional.ofNullable(given)
          .map(clearable -> new UpdateProfile.Next<>(clearable.text().map(reading)));
    }

    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
      return "Changes[…]";
    }
  }

  /** Somebody's account is to go, and what they said, or not. */
  record Farewell(@Nullable String password, @Nullable String messages) {

    DeleteAccount.Command by(UserId user) {
      return new DeleteAccount.Command(
          user, require("password", password), said(require("messages", messages)));
    }

    private static Said said(String word) {
      return switch (word) {
        case "delete" -> Said.DELETE;
        case "keep" -> Said.KEEP;
        default -> throw Rejected.value("messages", INVALID_VALUE, "must be delete or keep");
      };
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "Farewell[" + messages + "]";
    }
  }

  /** What an admin wants an account to be; what is absent stays as it is. */
  record Appointment(@Nullable String role, @Nullable Boolean suspended) {

    AdministerAccounts.Command command(UserId by, UserId user) {
      return new AdministerAccounts.Command(
          by,
          user,
          Optional.ofNullable(role).map(Appointment::role),
          Optional.ofNullable(suspended)
              .map(so -> so ? AccountState.SUSPENDED : AccountState.ACTIVE));
    }

    private static Role role(String name) {
      return switch (name) {
        case "user" -> Role.USER;
        case "admin" -> Role.ADMIN;
        default -> throw Rejected.value("role", INVALID_VALUE, "must be user or admin");
      };
    }
  }
}
