package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.StockClient;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients that docs/websocket.md shows work. */
@Timeout(120)
class PlainDocIT {
  private static final Path DOCUMENT = Path.of("..", "docs", "websocket.md");
  private static final String CLASS =
      """
      import java.net.URI;
      import java.net.http.HttpClient;
      import java.net.http.WebSocket;
      import java.util.concurrent.CompletionStage;
      import java.util.function.BiConsumer;
      import java.util.function.Consumer;

      public class Shown implements BiConsumer<String, Consumer<String>> {
        public void accept(String token, Consumer<String> heard) {
          %s
        }
      }
      """;

  @TempDir Path folder;

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final ChatServer server = ChatServer.start(ChatServer.Setup.over(new MemoryStore()));
  private final ConversationId room = server.direct(ann, ben).id();

  @AfterEach
  void stop() {
    server.close();
  }

  /** The first example in {@code language}. */
  private static String example(String language) throws IOException {
    Matcher example =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    assertThat(example.find()).isTrue();
    return example.group(1);
  }

  @Test
  void the_client_in_javascript_chats_and_misses_nothing_over_a_restart() throws Exception {
    StockClient.isNeeded();
    Path shown = Files.writeString(folder.resolve("shown.js"), example("js"));
    Process client =
        new ProcessBuilder(
                "node",
                "plain-client.mjs",
                "ws://localhost:" + server.port() + ChatSockets.PLAIN_PATH,
                shown.toString(),
                ann.value(),
                room.toString())
            .directory(Path.of("src", "test", "npm").toFile())
            .redirectErrorStream(true)
            .start();
    try (var said = client.inputReader();
        var told = client.outputWriter()) {
      assertThat(said.readLine()).isEqualTo("restart");
      server.restart();
      server.post(ben, room, "two");
      server.post(ben, room, "three");
      told.write("go on\n");
      told.flush();

      assertThat(said.lines().toList()).containsExactly("done");
      assertThat(client.waitFor()).isZero();
    } finally {
      client.destroyForcibly();
    }
  }

  @Test
  void the_client_in_java_hears_what_happens() throws Exception {
    compile(
        CLASS.formatted(
            example("java")
                .replace("localhost:3000", "localhost:" + server.port())
                .replace("System.out.println(frame);", "heard.accept(frame.toString());")));
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      @SuppressWarnings("unchecked")
      var shown =
          (BiConsumer<String, Consumer<String>>)
              loader.loadClass("Shown").getDeclaredConstructor().newInstance();
      shown.accept(ann.value(), heard::add);

      assertThat(heard.poll(30, TimeUnit.SECONDS)).startsWith("{\"type\":\"log:position\"");
      server.post(ben, room, "hello");
      assertThat(heard.poll(30, TimeUnit.SECONDS)).startsWith("{\"type\":\"message:new\"");
    }
  }

  private void compile(String code) {
    var source =
        new SimpleJavaFileObject(URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE) {
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
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                List.of(source))
            .call();
    assertThat(compiled).describedAs(said.toString()).isTrue();
  }
}
