package io.chattr.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a\0b", "\uD83D", "\uDE00", "\uDE00\uD83D", "x\uD83Dx", "\uD83D\uD83D\uDE00"})
  void text_that_no_store_can_hold_is_refused(String text) {
    assertThat(Refusal.field(() -> Requirements.unicode("name", text)))
        .isEqualTo("name invalid_value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\uD83D\uDE00", "\u0001\u007F\uFFFF", "a\uD83D\uDE00b"})
  void every_other_text_passes(String text) {
    assertThat(Requirements.unicode("name", text)).isEqualTo(text);
  }

  @Test
  void text_is_measured_in_code_points() {
    assertThat(Requirements.text("name", "\uD83D\uDE00".repeat(3), 3)).hasSize(6);
    assertThat(Refusal.field(() -> Requirements.text("name", "\uD83D\uDE00".repeat(4), 3)))
        .isEqualTo("name too_long");
    assertThat(Refusal.field(() -> Requirements.text("name", " \t\n\u2003", 3)))
        .isEqualTo("name required");
  }

  @Test
  void bytes_are_measured_in_utf_8() {
    assertThat(Requirements.bytes("json", "üü", 4)).isEqualTo("üü");
    assertThat(Refusal.field(() -> Requirements.bytes("json", "üüx", 4)))
        .isEqualTo("json too_large");
    assertThat(Refusal.field(() -> Requirements.bytes("json", "", 4))).isEqualTo("json required");
    assertThat(Refusal.field(() -> Requirements.bytes("json", "a\0", 4)))
        .isEqualTo("json invalid_value");
  }
}
