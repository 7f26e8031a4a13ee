package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The echo application as a program, started as the README says, for the public suites. */
@Timeout(120)
class EchoMainIT {
  private static final Pattern COMMAND = Pattern.compile("^\".*EchoServer$", Pattern.MULTILINE);
  private static final Pattern PORT = Pattern.compile("echoing on port (\\d+)");

  /** Any port, because another one may be taken; and time, because the machine may be busy. */
  private static final String OPTIONS = "-Dport=0 -DpingTimeout=60000 -DconnectTimeout=60000";

  private static Path built() throws URISyntaxException {
    URI classes = EchoServer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(classes).getParent();
  }

  private static Process start() throws IOException, URISyntaxException {
    Matcher command = COMMAND.matcher(Files.readString(Path.of("README.md")));
    assertThat(command.find()).isTrue();
    // What the line before it makes.
    Files.writeString(
        built().resolve("classpath"),
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    var builder =
        new ProcessBuilder("sh", "-c", "exec " + command.group()).directory(built().toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", OPTIONS);
    return builder.redirectErrorStream(true).start();
  }

  private static int port(Process program) throws IOException {
    var said = program.inputReader();
    var all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.matches()) {
        return Integer.parseInt(port.group(1));
      }
      all.append(line).append('\n');
    }
    throw new AssertionError("it ended; it said:\n" + all);
  }

  @Test
  void the_command_of_the_readme_starts_it_and_a_client_finds_it() throws Exception {
    Process program = start();
    try {
      Socket socket =
          IO.socket(
              URI.create("http://localhost:" + port(program)),
              IO.Options.builder().setForceNew(true).build());
      BlockingQueue<Object[]> answers = new LinkedBlockingQueue<>();
      Ack answer = answers::add;
      socket.connect();
      socket.emit("message-with-ack", new Object[] {"hello", new byte[] {1}}, answer);

      assertThat(answers.poll(60, TimeUnit.SECONDS)).containsExactly("hello", new byte[] {1});
      socket.disconnect();
    } finally {
      program.destroyForcibly();
    }
  }
}
