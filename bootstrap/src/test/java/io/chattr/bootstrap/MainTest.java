package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.bootstrap.config.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine main =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void the_help_text_lists_every_setting() {
    assertThat(main.execute("--help")).isZero();

    for (Setting setting : Setting.values()) {
      assertThat(out.toString()).contains(setting.key());
    }
  }

  @Test
  void the_help_text_tells_of_the_demo() {
    assertThat(main.execute("--help")).isZero();

    assertThat(out.toString()).contains("--demo").contains("Keeps nothing");
  }

  @Test
  void a_wrong_option_is_named() {
    assertThat(main.execute("--prot=80")).isEqualTo(2);

    assertThat(err.toString()).contains("--prot=80").contains("--help");
  }
}
