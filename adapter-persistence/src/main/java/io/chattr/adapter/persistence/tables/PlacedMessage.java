package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A message and the position of its {@code message:new}, by which lists across conversations go.
 */
record PlacedMessage(long position, Message message) {

  static PlacedMessage map(ResultSet row, StatementContext context) throws SQLException {
    return new PlacedMessage(row.getLong("position"), MessageRow.read(row));
  }

  static Page<Message> page(PageCursor cursor, List<PlacedMessage> found, PageRequest request) {
    return cursor.page(found, request, PlacedMessage::position).map(PlacedMessage::message);
  }
}
