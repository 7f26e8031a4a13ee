package io.chattr.bootstrap.mail;

import io.chattr.application.port.Mailer;
import io.chattr.bootstrap.config.OwnerOnly;
import io.chattr.domain.account.Letter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * Puts letters into a folder as files in the form of mail (RFC 5322), which only their owner can
 * read, for something else to send or somebody to look at.
 */
public final class OutboxMailer implements Mailer {
  private static final Logger LOG = System.getLogger(OutboxMailer.class.getName());

  private final Path folder;
  private final InstantSource clock;

  public OutboxMailer(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Says in the log which file it is; what stands in it, the log does not say. */
  @Override
  public void send(Letter letter) {
    var id = UUID.randomUUID();
    Path file = folder.resolve(clock.millis() + "-" + id + ".eml");
    try {
      OwnerOnly.folder(folder);
      // Whole or not at all: whoever watches the folder never takes half a letter.
      Path draft = folder.resolve(file.getFileName() + ".new");
      OwnerOnly.file(draft);
      Files.writeString(draft, mail(letter, id), StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException problem) {
      throw new UncheckedIOException("A letter cannot be put into " + folder, problem);
    }
    LOG.log(Level.INFO, "There is a letter to be sent: " + file);
  }

  private String mail(Letter letter, UUID id) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    // An e-mail address holds no white space or control characters, so that it stays on its line.
    return """
    Date: %s
    From: Chattr <chattr@localhost>
    To: %s
    Subject: %s
    Message-ID: <%s@chattr.localhost>
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    %s\
    """
        .formatted(date, letter.to().email().value(), subject(letter), id, text(letter))
        .replace("\n", "\r\n");
  }

  private static String subject(Letter letter) {
    return switch (letter) {
      case Letter.LogInCode code -> "Your code to log in";
      case Letter.PasswordReset reset -> "Choose a new password";
    };
  }

  private static String text(Letter letter) {
    return switch (letter) {
      case Letter.LogInCode code ->
          """
          Hello %s,

          your code to log in is

              %s

          It is good once and for %d minutes. If you have not asked for it, you need not do anything.
          """
              .formatted(name(letter), code.code(), code.lifetime().toMinutes());
      case Letter.PasswordReset reset ->
          """
          Hello %s,

          this lets you choose a new password:

              %s

          It is good once and for %d minutes. If you have not asked for it, you need not do anything.
          """
              .formatted(name(letter), reset.token(), reset.lifetime().toMinutes());
    };
  }

  private static String name(Letter letter) {
    return letter.to().username().value();
  }
}
