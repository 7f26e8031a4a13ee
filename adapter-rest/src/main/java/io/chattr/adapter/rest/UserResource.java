package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.people.ViewPeople;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.view.PageView;
import io.chattr.wire.view.UserView;
import java.util.Optional;

/** {@code /users} */
final class UserResource {
  private final ViewPeople viewPeople;
  private final Optional<ChattrAccounts> accounts;

  UserResource(ViewPeople viewPeople, Optional<ChattrAccounts> accounts) {
    this.viewPeople = viewPeople;
    this.accounts = accounts;
  }

  Reply me(Call call) {
    return Reply.ok(
        accounts
            .map(own -> UserView.of(own.require(call.user())))
            .orElseGet(() -> UserView.of(viewPeople.require(call.user()))));
  }

  Reply one(Call call) {
    return Reply.ok(UserView.of(viewPeople.require(call.path("id", "user", UserId::new))));
  }

  Reply search(Call call) {
    return Reply.ok(
        PageView.of(
            viewPeople.search(call.query().text("q").orElse(""), call.page()), UserView::of));
  }
}
