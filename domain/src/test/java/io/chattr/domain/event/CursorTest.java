package io.chattr.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.domain.failure.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 35, 36, 1_000_000, Long.MAX_VALUE})
  void a_cursor_is_read_as_it_was_written(long position) {
    for (String epoch : new String[] {"e", "3f2a-1", "7a.b.c"}) {
      var cursor = new Cursor(epoch, position);

      assertThat(Cursor.of(cursor.toString())).isEqualTo(cursor);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "e",
        "e.",
        ".1",
        "e.-1",
        "e.+1",
        "e. 1",
        "e.1 ",
        "e.!",
        " .1",
        "e.1y2p0ij32e8e8",
        "e\0.1",
        "e\uD83D.1",
        "e.١"
      })
  void what_is_no_cursor_is_refused(String text) {
    assertThat(Refusal.field(() -> Cursor.of(text))).isEqualTo("cursor invalid_value");
  }

  @Test
  void what_is_too_long_is_no_cursor() {
    assertThat(Refusal.field(() -> Cursor.of("e".repeat(65) + ".1")))
        .isEqualTo("cursor invalid_value");
  }

  @Test
  void no_position_is_below_nothing() {
    assertThatThrownBy(() -> new Cursor("e", -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
