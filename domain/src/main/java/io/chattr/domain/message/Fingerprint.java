package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests of 128 bits by which a repeated send is known, long after its message was edited or
 * deleted.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** Of a client id of {@code sender}: the same for every send under it. */
  public static UUID of(UserId sender, ClientMessageId clientId) {
    return of(List.of(sender.value(), clientId.value()));
  }

  /** Of some texts in this order. */
  public static UUID of(List<String> texts) {
    try {
      return first16(MessageDigest.getInstance("SHA-256").digest(bytes(texts)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /**
   * Of what {@code draft} says, and where; keyed, so that nobody can guess deleted words from it.
   */
  public static UUID of(Draft draft, byte[] key) {
    try {
      var hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return first16(
          hmac.doFinal(
              bytes(
                  List.of(
                      draft.conversation().toString(),
                      words(draft.content()),
                      draft.references().replyTo().map(Object::toString).orElse(""),
                      draft.metadata().map(Metadata::json).orElse("")))));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static String words(Content content) {
    return switch (content) {
      case Text text -> "text " + text.value();
      case Encrypted encrypted -> "encrypted " + encrypted.json();
      case Media media ->
          "media "
              + media.mediaId().length()
              + media.mediaId()
              + media.caption().map(Text::value).orElse("");
      case Custom custom -> "custom " + custom.type().length() + custom.type() + custom.json();
      case Deleted deleted -> "deleted";
    };
  }

  /** Each text behind its length, so that no two lists give the same bytes. */
  private static byte[] bytes(List<String> texts) {
    List<byte[]> parts = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    var all =
        ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length + Integer.BYTES).sum());
    for (byte[] part : parts) {
      all.putInt(part.length).put(part);
    }
    return all.array();
  }

  private static UUID first16(byte[] digest) {
    var buffer = ByteBuffer.wrap(digest);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
