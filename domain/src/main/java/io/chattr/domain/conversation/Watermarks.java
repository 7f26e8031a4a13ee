package io.chattr.domain.conversation;

/**
 * How far a member has come in a conversation, as seqs: everything up to {@code deliveredUpTo} has
 * reached one of their devices, everything up to {@code readUpTo} was seen. Only moves forward.
 */
public record Watermarks(long deliveredUpTo, long readUpTo) {

  public Watermarks {
    if (readUpTo < 0 || deliveredUpTo < readUpTo) {
      throw new IllegalArgumentException(
          "seen implies delivered: " + deliveredUpTo + ", " + readUpTo);
    }
  }

  /** Of somebody who joins when the conversation's last message is {@code lastSeq}. */
  public static Watermarks at(long lastSeq) {
    return new Watermarks(lastSeq, lastSeq);
  }

  public Watermarks delivered(long seq) {
    return seq <= deliveredUpTo ? this : new Watermarks(seq, readUpTo);
  }

  public Watermarks read(long seq) {
    return seq <= readUpTo ? this : new Watermarks(Math.max(seq, deliveredUpTo), seq);
  }
}
