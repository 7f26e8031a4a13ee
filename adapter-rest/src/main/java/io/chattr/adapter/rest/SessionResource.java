package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.account.OwnLogins;
import io.chattr.application.port.Page;
import io.chattr.domain.identity.SessionId;
import io.chattr.wire.view.PageView;
import java.util.Optional;

/** {@code /auth/sessions} */
final class SessionResource {
  private final OwnLogins logins;

  SessionResource(OwnLogins logins) {
    this.logins = logins;
  }

  Reply logOut(Call call) {
    logins.end(call.user(), SessionId.of(call.session()));
    return Reply.nothing();
  }

  Reply list(Call call) {
    return Reply.ok(
        PageView.of(
            new Page<>(logins.list(call.user()), Optional.empty()),
            session -> SessionView.of(session, call.session())));
  }

  Reply end(Call call) {
    logins.end(call.user(), call.path("id", "session", SessionId::of));
    return Reply.nothing();
  }
}
