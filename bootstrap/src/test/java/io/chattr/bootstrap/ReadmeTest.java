package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String CLASS =
      """
      import io.chattr.adapter.memory.MemoryStore;
      import io.chattr.application.Chattr;
      import io.chattr.application.conversation.OpenConversation;
      import io.chattr.application.message.PostMessage;
      import io.chattr.domain.content.Text;
      import io.chattr.domain.identity.UserId;

      public class Embedded implements Runnable {
        public void run() {
          %s
          chattr.close();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void the_five_lines_that_embed_chattr_compile_and_run() throws Exception {
    Matcher example = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(example.find()).isTrue();
    assertThat(example.group(1).lines()).hasSize(5);

    compile(CLASS.formatted(example.group(1)));

    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      ((Runnable) loader.loadClass("Embedded").getDeclaredConstructor().newInstance()).run();
    }
  }

  private void compile(String code) {
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///Embedded.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        };
    var said = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none"),
                null,
                List.of(source))
            .call();
    assertThat(compiled).describedAs(said.toString()).isTrue();
  }
}
