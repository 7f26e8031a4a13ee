package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.account.UpdateProfile;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.people.ViewPeople;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.view.UserView;
import java.util.Optional;

/** {@code /users} */
final class UserResource {
  private final ViewPeople viewPeople;
  private final PeopleViews people;
  private final ChooseSettings chooseSettings;
  private final Optional<ChattrAccounts> accounts;

  UserResource(
      ViewPeople viewPeople,
      PeopleViews people,
      ChooseSettings chooseSettings,
      Optional<ChattrAccounts> accounts) {
    this.viewPeople = viewPeople;
    this.people = people;
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

  /** Only where accounts are Chattr's own. A wrong password changes nothing else either. */
  Reply update(Call call) {
    ChattrAccounts own = accounts.orElseThrow();
    var request = call.body(AccountRequests.Changes.class);
    UpdateProfile.Command profile = request.profile(call.user());
    request.password(call.user(), call.session()).ifPresent(own.changePassword()::handle);
    return Reply.ok(
        UserView.of(own.updateProfile().handle(profile), chooseSettings.of(call.user())));
  }

  Reply one(Call call) {
    var profile = viewPeople.require(call.path("id", "user", UserId::new));
    return Reply.ok(people.of(call.user(), profile));
  }

  Reply search(Call call) {
    return Reply.ok(
        people.of(
            call.user(),
            viewPeople.search(call.user(), call.query().text("q").orElse(""), call.page())));
  }
}
