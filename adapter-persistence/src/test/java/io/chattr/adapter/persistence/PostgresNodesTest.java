package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.Chattr;
import io.chattr.application.message.PostMessage;
import io.chattr.domain.content.Text;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.Refusals;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, where each knows only of its own commits at once. */
class PostgresNodesTest {

  @Test
  void a_block_on_one_node_stops_who_could_post_on_the_other_a_moment_ago() {
    SqlDatabase database = Postgres.migrated();
    try (SqlStore here = SqlStore.open(database);
        SqlStore there = SqlStore.open(database);
        Chattr chattr = Chattr.on(here).build()) {
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      Room room = new Chat(here).direct(ann, ben);
      post(chattr, ann, room);
      assertThat(here.conversations().recentStanding(new Seat(room.id(), ann))).isPresent();

      new Chat(there).block(ben, ann);

      assertThat(Refusals.refusal(() -> post(chattr, ann, room))).isInstanceOf(NotPermitted.class);
      new Chat(there).unblock(ben, ann);
      assertThat(post(chattr, ann, room).seq()).isEqualTo(2);
    }
  }

  private static Message post(Chattr chattr, UserId sender, Room room) {
    return chattr
        .postMessage()
        .handle(new PostMessage.Command(sender, room.id(), new Text("hello")))
        .value();
  }
}
