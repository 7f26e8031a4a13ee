package io.chattr.benchmarks.journal;

import io.chattr.application.message.PostMessage;
import java.sql.SQLException;

/** A way to store a message. */
interface Variant extends AutoCloseable {

  /** Returns when the message is durable. For any number of threads. */
  void post(PostMessage.Command command) throws SQLException;

  @Override
  void close() throws SQLException;
}
