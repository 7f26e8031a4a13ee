package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.people.ViewPeople;
import io.chattr.domain.identity.UserId;

/** {@code /users} */
final class UserResource {
  private final ViewPeople viewPeople;
  private final PeopleViews people;

  UserResource(ViewPeople viewPeople, PeopleViews people) {
    this.viewPeople = viewPeople;
    this.people = people;
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
