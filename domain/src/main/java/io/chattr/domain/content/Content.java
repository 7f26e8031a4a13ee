package io.chattr.domain.content;

/** What a message holds. */
public sealed interface Content permits Text, Encrypted, Media, Custom, Deleted {

  /** Whether the two are of one kind, so that one can take the other's place. */
  default boolean isLike(Content other) {
    return getClass() == other.getClass();
  }
}
