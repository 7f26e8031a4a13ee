package io.chattr.adapter.persistence.tables;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what a message holds lies in the columns {@code kind}, {@code custom_type}, {@code body}. */
public final class ContentRow {
  private ContentRow() {}

  static Content read(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    String customType = row.getString("custom_type");
    String body = row.getString("body");
    String text = body == null ? "" : body;
    return switch (kind) {
      case "text" -> new Text(text);
      case "encrypted" -> new Encrypted(text);
      case "media" ->
          new Media(customType == null ? "" : customType, Optional.ofNullable(body).map(Text::new));
      case "custom" -> new Custom(customType == null ? "" : customType, text);
      case "deleted" -> new Deleted();
      // Of a newer version: clients pass over custom types that they do not know.
      default -> new Custom(kind, "null");
    };
  }

  /** The name of what a message holds. */
  public static String kind(Content content) {
    return switch (content) {
      case Text text -> "text";
      case Encrypted encrypted -> "encrypted";
      case Media media -> "media";
      case Custom custom -> "custom";
      case Deleted deleted -> "deleted";
    };
  }

  public static @Nullable String customType(Content content) {
    return switch (content) {
      case Custom custom -> custom.type();
      case Media media -> media.mediaId();
      case Text text -> null;
      case Encrypted encrypted -> null;
      case Deleted deleted -> null;
    };
  }

  public static @Nullable String body(Content content) {
    return switch (content) {
      case Text text -> text.value();
      case Encrypted encrypted -> encrypted.json();
      case Media media -> media.caption().map(Text::value).orElse(null);
      case Custom custom -> custom.json();
      case Deleted deleted -> null;
    };
  }
}
