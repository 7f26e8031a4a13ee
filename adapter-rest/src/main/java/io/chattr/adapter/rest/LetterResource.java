package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.LogInByEmail;
import io.chattr.application.account.ResetPassword;

/** {@code /auth/email-token} and {@code /auth/password-reset} */
final class LetterResource {
  private final LogInByEmail logInByEmail;
  private final ResetPassword resetPassword;

  LetterResource(LogInByEmail logInByEmail, ResetPassword resetPassword) {
    this.logInByEmail = logInByEmail;
    this.resetPassword = resetPassword;
  }

  Reply requestCode(Call call) {
    logInByEmail.request(call.body(LetterRequests.Addressed.class).address(), call.client());
    return Reply.accepted();
  }

  Reply verifyCode(Call call) {
    var request = call.body(LetterRequests.Code.class);
    return Reply.ok(
        LoggedInView.of(logInByEmail.verify(request.address(), request.digits(), call.client())));
  }

  Reply requestReset(Call call) {
    resetPassword.request(call.body(LetterRequests.Addressed.class).address(), call.client());
    return Reply.accepted();
  }

  Reply confirmReset(Call call) {
    var request = call.body(LetterRequests.Reset.class);
    resetPassword.confirm(request.secret(), request.chosen(), call.client());
    return Reply.nothing();
  }
}
