package io.chattr.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.live.Notice;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.IdGenerator;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Race;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChattrTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  @Test
  void a_program_embeds_it_in_a_few_lines() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Notice>();
    try (Chattr chattr = Chattr.on(new MemoryStore()).build()) {
      chattr.liveEvents().subscribe(BEN, heard::add);
      var room = chattr.openConversation().handle(new OpenConversation.Command.Direct(ANN, BEN));
      var posted =
          chattr
              .postMessage()
              .handle(new PostMessage.Command(ANN, room.value().id(), new Text("hello")));

      assertThat(heard.poll(Race.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .extracting(Notice::event)
          .isInstanceOf(ConversationCreated.class);
      assertThat(heard.poll(Race.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .extracting(Notice::event)
          .isEqualTo(new MessagePosted(posted.value()));
    }
  }

  @Test
  void each_has_people_of_its_own() {
    try (Chattr one = Chattr.on(new MemoryStore()).build();
        Chattr other = Chattr.on(new MemoryStore()).build()) {
      one.befriend().request(ANN, BEN);

      assertThat(other.befriend().request(BEN, ANN).value().isPending()).isTrue();
    }
  }

  @Test
  void ids_sort_by_the_time_of_their_making_and_are_never_made_twice() {
    var now = Instant.parse("2026-01-01T00:00:00.123Z");
    var ids = IdGenerator.timeOrdered(() -> now);
    var later = IdGenerator.timeOrdered(() -> now.plusMillis(1));

    var id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    assertThat(later.next().toString()).isGreaterThan(id.toString());
    assertThat(ids.next()).isNotEqualTo(id);
  }
}
