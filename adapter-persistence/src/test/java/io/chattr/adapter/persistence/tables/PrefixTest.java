package io.chattr.adapter.persistence.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A range holds every text that begins as asked, whichever way texts are sorted. */
class PrefixTest {
  private static final List<String> GOES_ON =
      List.of("", "a", "\uD7FF", "\uE000", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "az",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFFFF",
        "a\uFFFF",
        "\uD83D\uDE00",
        "\uD83D\uDFFF",
        "\uDBFF\uDFFF",
        "a\uDBFF\uDFFF",
        "!%_"
      })
  void nothing_that_begins_so_is_behind_its_end(String text) {
    var prefix = new Prefix(text);

    for (String rest : GOES_ON) {
      String whole = text + rest;
      if (prefix.end().isPresent()) {
        assertThat(whole.compareTo(prefix.end().get())).isNegative();
        assertThat(Arrays.compareUnsigned(bytes(whole), bytes(prefix.end().get()))).isNegative();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
