package io.chattr.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.domain.failure.Refusal;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private static final String ID = "0190b5a1-7c4e-7000-8000-0123456789ab";
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  @Test
  void an_id_is_written_as_it_is_read() {
    assertThat(ConversationId.of(ID)).hasToString(ID);
    assertThat(MessageId.of(ID)).hasToString(ID);
    assertThat(FriendRequestId.of(ID)).hasToString(ID);
    assertThat(SessionId.of(ID)).hasToString(ID);
    assertThat(MessageId.of(ID.toUpperCase(Locale.ROOT)).value()).isEqualTo(UUID.fromString(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0190b5a1-7c4e-7000-8000-0123456789a",
        "0190b5a1-7c4e-7000-8000-0123456789abc",
        "0190b5a1_7c4e_7000_8000_0123456789ab",
        "0190b5a17c4e7000800000123456789ab000",
        "0190b5a1-7c4e-7000-8000-0123456789ag",
        "0190b5a-17c4e-7000-8000-0123456789ab",
        "-190b5a1-7c4e-7000-8000-0123456789ab",
        "+190b5a1-7c4e-7000-8000-0123456789ab"
      })
  void only_the_canonical_text_of_an_id_is_read(String text) {
    assertThat(Refusal.field(() -> ConversationId.of(text)))
        .isEqualTo("conversationId invalid_value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Ann@host/1", "日本", "\uD83D\uDE00"})
  void a_host_may_have_user_ids_of_its_own(String text) {
    assertThat(new UserId(text)).hasToString(text);
  }

  @Test
  void a_user_id_has_at_most_64_characters_and_nothing_that_hides() {
    assertThat(new UserId("x".repeat(64)).value()).hasSize(64);
    assertThat(Refusal.field(() -> new UserId("x".repeat(65)))).isEqualTo("userId too_long");
    assertThat(Refusal.field(() -> new UserId(" "))).isEqualTo("userId required");
    assertThat(Refusal.field(() -> new UserId("a b"))).isEqualTo("userId invalid_value");
    assertThat(Refusal.field(() -> new UserId("a\nb"))).isEqualTo("userId invalid_value");
    assertThat(Refusal.field(() -> new UserId("a\0"))).isEqualTo("userId invalid_value");
  }

  @Test
  void a_pair_has_no_order() {
    assertThat(UserPair.of(ANN, BEN)).isEqualTo(UserPair.of(BEN, ANN));
    assertThat(UserPair.of(BEN, ANN).low()).isEqualTo(ANN);
    assertThat(UserPair.of(ANN, BEN).other(ANN)).isEqualTo(BEN);
    assertThat(UserPair.of(ANN, BEN).other(BEN)).isEqualTo(ANN);
    assertThatThrownBy(() -> new UserPair(BEN, ANN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobody_is_a_pair_with_themselves() {
    assertThat(Refusal.field(() -> UserPair.of(ANN, new UserId("ann"))))
        .isEqualTo("userId invalid_value");
  }
}
