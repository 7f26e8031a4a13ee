package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryIdsTest {
  private final RecoveryIds ids = new RecoveryIds("secret");
  private final RecoveryId id =
      new RecoveryId(new UserId("ann"), UUID.randomUUID(), new Cursor("epoch.1", 42));

  @Test
  void what_was_written_is_read_with_the_same_secret_and_with_no_other() {
    String text = ids.text(id);

    assertThat(new RecoveryIds("secret").parse(text)).contains(id);
    assertThat(new RecoveryIds("another").parse(text)).isEmpty();
  }

  @Test
  void the_longest_user_and_epoch_fit() {
    var longest =
        new RecoveryId(
            new UserId("😀".repeat(UserId.MAX_LENGTH)),
            UUID.randomUUID(),
            new Cursor("😀".repeat(64), Long.MAX_VALUE));

    assertThat(ids.parse(ids.text(longest))).contains(longest);
  }

  @Test
  void nothing_of_it_can_be_changed() {
    String text = ids.text(id);
    for (int i = 0; i < text.length() - 1; i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(ids.parse(changed)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a", "a.", ".a", "a.b", "a.b.c", "ä.ö", "\ud800.\ud800", "\0.\0"})
  void what_was_not_written_by_a_server_is_none(String text) {
    assertThat(ids.parse(text)).isEmpty();
  }

  @Test
  void it_may_stand_in_json_and_does_not_tell_more_than_the_client_knows() {
    assertThat(ids.text(id)).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
  }
}
