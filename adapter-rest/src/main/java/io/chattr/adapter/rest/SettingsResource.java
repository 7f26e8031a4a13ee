package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.people.ChooseSettings;
import io.chattr.wire.command.UpdateSettings;
import io.chattr.wire.view.UserSettingsView;

/** {@code /users/me/settings} */
final class SettingsResource {
  private final ChooseSettings chooseSettings;

  SettingsResource(ChooseSettings chooseSettings) {
    this.chooseSettings = chooseSettings;
  }

  Reply view(Call call) {
    return Reply.ok(UserSettingsView.of(chooseSettings.of(call.user())));
  }

  Reply update(Call call) {
    var command = call.body(UpdateSettings.class).by(call.user());
    return Reply.ok(UserSettingsView.of(chooseSettings.handle(command)));
  }
}
