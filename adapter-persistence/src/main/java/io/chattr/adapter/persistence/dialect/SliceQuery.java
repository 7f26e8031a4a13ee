package io.chattr.adapter.persistence.dialect;

import java.util.Map;

/** Finds positions in slices of conversations, one slice at a time. */
public interface SliceQuery {

  /** Selects the positions of one slice, whose values are given as SQL. */
  String positions(String conversation, String after, String upTo, String fromSeq, String limit);

  /** What else {@link #positions} names. */
  Map<String, ?> bindings();

  boolean isNewestFirst();
}
