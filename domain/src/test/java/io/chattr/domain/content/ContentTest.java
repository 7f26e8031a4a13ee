package io.chattr.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.conversation.Title;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.message.ClientMessageId;
import org.junit.jupiter.api.Test;

class ContentTest {
  @Test
  void a_text_has_1_to_4000_code_points_without_outer_white_space() {
    assertThat(new Text(" \u2003hello\nworld \t").value()).isEqualTo("hello\nworld");
    assertThat(new Text("\uD83D\uDE00".repeat(4_000)).value()).hasSize(8_000);
    assertThat(Refusal.field(() -> new Text("x".repeat(4_001)))).isEqualTo("content too_long");
    assertThat(Refusal.field(() -> new Text(" \n "))).isEqualTo("content required");
    assertThat(Refusal.field(() -> new Text("a\0b"))).isEqualTo("content invalid_value");
    assertThat(Refusal.field(() -> new Text("a\uD83D"))).isEqualTo("content invalid_value");
  }

  @Test
  void an_encrypted_payload_is_kept_to_the_letter_up_to_64_kibibytes() {
    assertThat(new Encrypted(" {\"b\":1,\"a\":2} ").json()).isEqualTo(" {\"b\":1,\"a\":2} ");
    assertThat(new Encrypted("x".repeat(65_536)).json()).hasSize(65_536);
    assertThat(Refusal.field(() -> new Encrypted("x".repeat(65_537))))
        .isEqualTo("encrypted too_large");
    assertThat(Refusal.field(() -> new Encrypted("ü".repeat(32_769))))
        .isEqualTo("encrypted too_large");
    assertThat(Refusal.field(() -> new Encrypted(""))).isEqualTo("encrypted required");
  }

  @Test
  void a_custom_content_has_a_type_and_a_body() {
    assertThat(new Custom("poll", "{}").type()).isEqualTo("poll");
    assertThat(Refusal.field(() -> new Custom("", "{}"))).isEqualTo("custom.type required");
    assertThat(Refusal.field(() -> new Custom("x".repeat(101), "{}")))
        .isEqualTo("custom.type too_long");
    assertThat(Refusal.field(() -> new Custom("poll", "x".repeat(16_385))))
        .isEqualTo("custom.body too_large");
  }

  @Test
  void metadata_has_at_most_4_kibibytes() {
    assertThat(new Metadata("x".repeat(4_096)).json()).hasSize(4_096);
    assertThat(Refusal.field(() -> new Metadata("x".repeat(4_097))))
        .isEqualTo("metadata too_large");
  }

  @Test
  void a_title_has_1_to_100_code_points_without_outer_white_space() {
    assertThat(new Title("  Crew ").value()).isEqualTo("Crew");
    assertThat(new Title("\uD83D\uDE00".repeat(100)).value()).hasSize(200);
    assertThat(Refusal.field(() -> new Title("x".repeat(101)))).isEqualTo("title too_long");
    assertThat(Refusal.field(() -> new Title(" "))).isEqualTo("title required");
  }

  @Test
  void a_client_id_is_kept_to_the_letter_up_to_128_code_points() {
    assertThat(new ClientMessageId(" x ").value()).isEqualTo(" x ");
    assertThat(new ClientMessageId("x".repeat(128)).value()).hasSize(128);
    assertThat(Refusal.field(() -> new ClientMessageId("x".repeat(129))))
        .isEqualTo("clientMessageId too_long");
    assertThat(Refusal.field(() -> new ClientMessageId(""))).isEqualTo("clientMessageId required");
  }
}
