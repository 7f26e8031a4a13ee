package io.chattr.adapter.rest;

import static io.chattr.adapter.rest.RestApi.BASE;

import io.chattr.adapter.rest.http.Route;
import io.chattr.application.account.ChattrAccounts;
import java.util.List;

/** The calls that there are only where accounts are Chattr's own. */
final class AccountRoutes {
  private AccountRoutes() {}

  static List<Route> of(ChattrAccounts accounts, MeResource me) {
    var auth = new AuthResource(accounts);
    var sessions = new SessionResource(accounts.ownLogins());
    var letters = new LetterResource(accounts.logInByEmail(), accounts.resetPassword());
    var admin = new AdminResource(accounts.administerAccounts());
    return List.of(
        Route.post(BASE + "/auth/register", auth::register).withoutToken(),
        Route.post(BASE + "/auth/login", auth::logIn).withoutToken(),
        Route.post(BASE + "/auth/refresh", auth::refresh).withoutToken(),
        Route.post(BASE + "/auth/logout", sessions::logOut).withoutBody(),
        Route.get(BASE + "/auth/sessions", sessions::list),
        Route.delete(BASE + "/auth/sessions/{id}", sessions::end),
        Route.post(BASE + "/auth/email-token", letters::requestCode).withoutToken(),
        Route.post(BASE + "/auth/email-token/verify", letters::verifyCode).withoutToken(),
        Route.post(BASE + "/auth/password-reset", letters::requestReset).withoutToken(),
        Route.post(BASE + "/auth/password-reset/confirm", letters::confirmReset).withoutToken(),
        Route.delete(BASE + "/users/me", me::delete).withBody(),
        Route.get(BASE + "/admin/users", admin::search),
        Route.patch(BASE + "/admin/users/{id}", admin::change));
  }
}
