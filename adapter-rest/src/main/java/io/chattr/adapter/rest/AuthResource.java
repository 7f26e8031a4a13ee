package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.ChattrAccounts;

/** {@code /auth} */
final class AuthResource {
  private final ChattrAccounts accounts;

  AuthResource(ChattrAccounts accounts) {
    this.accounts = accounts;
  }

  Reply register(Call call) {
    var request = call.body(AccountRequests.NewAccount.class);
    return Reply.created(
        LoggedInView.of(accounts.registerAccount().handle(request.command(call.client()))));
  }

  Reply logIn(Call call) {
    var request = call.body(AccountRequests.Credentials.class);
    return Reply.ok(LoggedInView.of(accounts.logIn().handle(request.command(call.client()))));
  }

  Reply refresh(Call call) {
    var request = call.body(AccountRequests.Refresh.class);
    return Reply.ok(LoggedInView.of(accounts.refreshLogin().handle(request.token())));
  }
}
