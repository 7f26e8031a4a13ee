package io.chattr.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Letter;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutboxMailerTest {
  private static final Account ANN =
      new Account(
          new UserId("u1"),
          new Username("ann"),
          new EmailAddress("ann@example.org"),
          "hash",
          Role.USER,
          Optional.empty(),
          Optional.empty(),
          Instant.EPOCH);
  private static final Letter CODE = new Letter.LogInCode(ANN, "031415", Duration.ofMinutes(10));
  private static final Letter RESET =
      new Letter.PasswordReset(ANN, "long-token", Duration.ofMinutes(30));

  @TempDir Path folder;

  private Path send(Letter letter) throws IOException {
    Path outbox = folder.resolve("data").resolve("outbox");
    List<Path> before = files(outbox);
    new OutboxMailer(outbox, () -> Instant.parse("2026-11-20T10:00:00Z")).send(letter);
    List<Path> after = new ArrayList<>(files(outbox));
    after.removeAll(before);
    assertThat(after).hasSize(1);
    return after.get(0);
  }

  private static List<Path> files(Path outbox) throws IOException {
    if (!Files.exists(outbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(outbox)) {
      return files.toList();
    }
  }

  @Test
  void a_letter_is_a_file_in_the_form_of_mail() throws IOException {
    String mail = Files.readString(send(CODE));

    assertThat(mail)
        .startsWith("Date: Fri, 20 Nov 2026 10:00:00 GMT\r\n")
        .contains("\r\nTo: ann@example.org\r\n")
        .contains("\r\n\r\nHello ann,")
        .contains("031415")
        .contains("10 minutes");
    assertThat(mail.replace("\r\n", "")).doesNotContain("\n");
    assertThat(Files.readString(send(RESET))).contains("long-token").contains("30 minutes");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobody_but_the_owner_can_read_it() throws IOException {
    Path file = send(CODE);

    assertThat(rights(file)).isEqualTo("rw-------");
    assertThat(rights(file.getParent())).isEqualTo("rwx------");
    assertThat(rights(folder.resolve("data"))).isEqualTo("rwx------");
  }

  @Test
  void the_log_tells_the_file_and_not_what_is_in_it() throws IOException {
    var said = new ArrayList<String>();
    Logger logger = Logger.getLogger(OutboxMailer.class.getName());
    var ear =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(ear);
    List<Path> files = List.of(send(CODE), send(RESET));
    logger.removeHandler(ear);

    assertThat(said).allMatch(line -> line.contains(".eml"));
    assertThat(String.join(" ", said)).doesNotContain("031415").doesNotContain("long-token");
    assertThat(files).allMatch(file -> file.toString().endsWith(".eml"));
    assertThat(files.toString()).doesNotContain("ann@");
    assertThat(CODE.toString() + RESET).doesNotContain("031415").doesNotContain("long-token");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
