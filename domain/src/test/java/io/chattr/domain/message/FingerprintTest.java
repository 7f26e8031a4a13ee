package io.chattr.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final byte[] KEY = "a key".getBytes(StandardCharsets.UTF_8);
  private static final Optional<MessageId> FIRST = Optional.of(new MessageId(new UUID(0, 1)));

  @Test
  void a_client_id_of_a_sender_has_the_same_mark_for_ever() {
    assertThat(mark("ann", "1")).isEqualTo(mark("ann", "1"));
    // Stored for ever: another value here would let every old message be sent twice.
    assertThat(mark("ann", "1")).hasToString("fcc3cfd6-377e-415c-f186-af55ae1f002e");
  }

  @Test
  void marks_differ_by_sender_and_by_client_id() {
    assertThat(
            List.of(
                mark("ann", "1"),
                mark("ann", "2"),
                mark("ben", "1"),
                mark("ann1", "1"),
                mark("an", "n1"),
                mark("a", "nn1")))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_same_words_have_the_same_fingerprint_whatever_their_id() {
    assertThat(words(1, 1, new Text("hello"), Optional.empty(), Optional.empty()))
        .isEqualTo(words(2, 1, new Text("hello"), Optional.empty(), Optional.empty()));
  }

  @Test
  void fingerprints_differ_by_everything_that_a_send_says() {
    Optional<Metadata> none = Optional.empty();
    Optional<Metadata> metadata = Optional.of(new Metadata("{}"));

    assertThat(
            List.of(
                words(1, 1, new Text("hello"), Optional.empty(), none),
                words(1, 2, new Text("hello"), Optional.empty(), none),
                words(1, 1, new Text("hello!"), Optional.empty(), none),
                words(1, 1, new Encrypted("hello"), Optional.empty(), none),
                words(1, 1, new Custom("hello", "{}"), Optional.empty(), none),
                words(1, 1, new Custom("hell", "o{}"), Optional.empty(), none),
                words(1, 1, new Text("hello"), FIRST, none),
                words(1, 1, new Text("hello"), Optional.empty(), metadata),
                words(1, 1, new Text("hello{}"), Optional.empty(), none)))
        .doesNotHaveDuplicates();
  }

  @Test
  void without_the_key_nobody_can_guess_words_from_a_fingerprint() {
    Draft draft = draft(1, 1, new Text("yes"), Optional.empty(), Optional.empty());

    assertThat(Fingerprint.of(draft, KEY)).isNotEqualTo(Fingerprint.of(draft, new byte[] {1}));
  }

  private static UUID mark(String sender, String clientId) {
    return Fingerprint.of(new UserId(sender), new ClientMessageId(clientId));
  }

  private static UUID words(
      int id, int room, Content content, Optional<MessageId> replyTo, Optional<Metadata> metadata) {
    return Fingerprint.of(draft(id, room, content, replyTo, metadata), KEY);
  }

  private static Draft draft(
      int id, int room, Content content, Optional<MessageId> replyTo, Optional<Metadata> metadata) {
    return new Draft(
        new MessageId(new UUID(0, id)),
        new ConversationId(new UUID(0, room)),
        new UserId("ann"),
        content,
        Optional.of(new ClientMessageId("1")),
        new References(replyTo, Optional.empty(), List.of()),
        metadata);
  }
}
