package io.chattr.adapter.rest;

import static io.chattr.adapter.rest.RestApi.BASE;

import io.chattr.adapter.rest.http.Route;
import io.chattr.application.Chattr;
import java.util.List;

/** The calls about messages. */
final class MessageRoutes {
  private static final String CONVERSATION = BASE + "/conversations/{id}";
  private static final String ALL = BASE + "/messages";
  private static final String ONE = ALL + "/{id}";
  private static final String REACTION = ONE + "/reactions/{emoji}";

  private MessageRoutes() {}

  static List<Route> of(Chattr chattr) {
    var history = new HistoryResource(chattr);
    var messages = new MessageResource(chattr);
    var marks = new MessageMarkResource(chattr);
    var find = new FindResource(chattr);
    return List.of(
        Route.post(CONVERSATION + "/messages", history::post),
        Route.get(CONVERSATION + "/messages", history::list),
        Route.post(CONVERSATION + "/delivered", history::delivered),
        Route.post(CONVERSATION + "/read", history::read),
        Route.get(CONVERSATION + "/pins", find::pins),
        Route.get(ALL, find::list),
        Route.get(BASE + "/search/messages", find::search),
        Route.get(ONE, messages::one),
        Route.patch(ONE, messages::edit),
        Route.delete(ONE, messages::delete),
        Route.get(ONE + "/receipts", messages::receipts),
        Route.get(ONE + "/versions", messages::versions),
        Route.post(ONE + "/forward", messages::forward),
        Route.put(REACTION, marks::react),
        Route.delete(REACTION, marks::unreact),
        Route.put(ONE + "/pin", marks::pin),
        Route.delete(ONE + "/pin", marks::unpin),
        Route.put(ONE + "/star", marks::star),
        Route.delete(ONE + "/star", marks::unstar));
  }
}
