package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.AdministerAccounts;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.view.PageView;

/** {@code /admin} */
final class AdminResource {
  private final AdministerAccounts administerAccounts;

  AdminResource(AdministerAccounts administerAccounts) {
    this.administerAccounts = administerAccounts;
  }

  Reply search(Call call) {
    return Reply.ok(
        PageView.of(
            administerAccounts.search(call.user(), call.query().text("q").orElse(""), call.page()),
            AccountView::of));
  }

  Reply change(Call call) {
    var request = call.body(AccountRequests.Appointment.class);
    UserId user = call.path("id", "user", UserId::new);
    return Reply.ok(AccountView.of(administerAccounts.handle(request.command(call.user(), user))));
  }
}
