package io.chattr.adapter.rest;

import static io.chattr.adapter.rest.RestApi.BASE;

import io.chattr.adapter.rest.http.Route;
import io.chattr.application.Chattr;
import java.util.List;

/** The calls about conversations and who is in them. */
final class ConversationRoutes {
  private static final String ALL = BASE + "/conversations";
  private static final String ONE = ALL + "/{id}";
  private static final String MEMBERS = ONE + "/members";

  private ConversationRoutes() {}

  static List<Route> of(Chattr chattr) {
    var conversations = new ConversationResource(chattr);
    var members = new MemberResource(chattr);
    return List.of(
        Route.post(ALL, conversations::open),
        Route.get(ALL, conversations::list),
        Route.get(ONE, conversations::one),
        Route.patch(ONE, conversations::update),
        Route.delete(ONE, conversations::delete),
        Route.patch(ONE + "/settings", conversations::keep),
        Route.get(MEMBERS, members::list),
        Route.post(MEMBERS, members::add),
        Route.patch(MEMBERS + "/{userId}", members::update),
        Route.delete(MEMBERS + "/{userId}", members::remove));
  }
}
