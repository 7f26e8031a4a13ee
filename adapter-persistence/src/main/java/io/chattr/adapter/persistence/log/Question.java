package io.chattr.adapter.persistence.log;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;

/** What may {@code reader} see after {@code cursor}, in at most {@code limit} events? */
record Question(Cursor cursor, UserId reader, int limit) {

  long after() {
    return cursor.position();
  }
}
