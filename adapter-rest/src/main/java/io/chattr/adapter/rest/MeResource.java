package io.chattr.adapter.rest;

import io.chattr.adapter.rest.AccountRequests.Changes;
import io.chattr.adapter.rest.AccountRequests.Farewell;
import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.account.UpdateProfile;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.people.ViewPeople;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.command.UpdateSettings;
import io.chattr.wire.view.UserSettingsView;
import io.chattr.wire.view.UserView;
import java.util.Optional;

/** {@code /users/me} */
final class MeResource {
  private final ViewPeople viewPeople;
  private final ChooseSettings chooseSettings;
  private final Optional<ChattrAccounts> accounts;

  MeResource(
      ViewPeople viewPeople, ChooseSettings chooseSettings, Optional<ChattrAccounts> accounts) {
    this.viewPeople = viewPeople;
    this.chooseSettings = chooseSettings;
    this.accounts = accounts;
  }

  Reply view(Call call) {
    return Reply.ok(of(call.user()));
  }

  /** As they see themselves. */
  UserView of(UserId user) {
    var settings = chooseSettings.of(user);
    return accounts
        .map(own -> UserView.of(own.require(user), settings))
        .orElseGet(() -> UserView.of(viewPeople.require(user), settings));
  }

  UserSettingsView settings(UserId user) {
    return UserSettingsView.of(chooseSettings.of(user));
  }

  /** Where accounts are the host's, what people are called and log in with is, too. */
  Reply update(Call call) {
    if (accounts.isPresent()) {
      update(call, accounts.get());
    } else {
      chooseSettings.handle(call.body(UpdateSettings.class).by(call.user()));
    }
    return view(call);
  }

  /** A wrong password changes nothing else either. */
  private void update(Call call, ChattrAccounts own) {
    var request = call.body(Changes.class);
    UpdateProfile.Command profile = request.profile(call.user());
    request.password(call.user(), call.session()).ifPresent(own.changePassword()::handle);
    own.updateProfile().handle(profile);
    request.settings(call.user()).ifPresent(chooseSettings::handle);
  }

  /** Only where accounts are Chattr's own. */
  Reply delete(Call call) {
    accounts.orElseThrow().deleteAccount().handle(call.body(Farewell.class).by(call.user()));
    return Reply.nothing();
  }
}
