package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.people.ViewPeople;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.view.PageView;
import io.chattr.wire.view.UserView;
import java.util.Optional;

/** {@code /users} */
final class UserResource {
  private final ViewPeople viewPeople;
  private final ChooseSettings chooseSettings;
  private final Optional<ChattrAccounts> accounts;

  UserResource(
      ViewPeople viewPeople, ChooseSettings chooseSettings, Optional<ChattrAccounts> accounts) {
    this.viewPeople = viewPeople;
    this.chooseSettings = chooseSettings;
    this.accounts = accounts;
  }

  Reply me(Call call) {
    var settings = chooseSettings.of(call.user());
    return Reply.ok(
        accounts
            .map(own -> UserView.of(own.require(call.user()), settings))
            .orElseGet(() -> UserView.of(viewPeople.require(call.user()), settings)));
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
