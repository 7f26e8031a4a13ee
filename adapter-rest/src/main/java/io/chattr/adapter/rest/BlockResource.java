package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.friendship.Block;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.view.PageView;
import io.chattr.wire.view.UserView;

/** {@code /blocks} */
final class BlockResource {
  private final Block block;

  BlockResource(Block block) {
    this.block = block;
  }

  Reply list(Call call) {
    return Reply.ok(PageView.of(block.list(call.user(), call.page()), UserView::of));
  }

  Reply add(Call call) {
    block.block(call.user(), user(call));
    return Reply.nothing();
  }

  Reply remove(Call call) {
    block.unblock(call.user(), user(call));
    return Reply.nothing();
  }

  private static UserId user(Call call) {
    return call.path("userId", "user", UserId::new);
  }
}
