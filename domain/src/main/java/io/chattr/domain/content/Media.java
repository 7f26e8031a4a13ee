package io.chattr.domain.content;

import io.chattr.domain.failure.Requirements;
import java.util.Optional;

/** A file that lies elsewhere, by its id there, and what its sender says about it. */
public record Media(String mediaId, Optional<Text> caption) implements Content {
  public static final int MAX_ID_LENGTH = 128;

  public Media {
    Requirements.text("mediaId", mediaId, MAX_ID_LENGTH);
  }
}
