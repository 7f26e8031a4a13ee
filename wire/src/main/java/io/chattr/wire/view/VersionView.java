package io.chattr.wire.view;

import io.chattr.domain.message.EarlierVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a message held before it was edited, and since when. */
public record VersionView(
    String kind, @Nullable Object content, @Nullable String mediaId, Instant createdAt) {

  public static VersionView of(EarlierVersion version) {
    return new VersionView(
        MessageView.kind(version.content()),
        MessageView.content(version.content()),
        MessageView.mediaId(version.content()),
        version.writtenAt());
  }
}
