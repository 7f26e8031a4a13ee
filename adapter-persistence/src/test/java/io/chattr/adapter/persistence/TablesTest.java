package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Messages.Filter;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.References;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What lies in the tables, beyond what the contracts ask. */
abstract class TablesTest {

  /** A new one, without tables. */
  abstract SqlDatabase empty();

  private SqlDatabase migrated() {
    SqlDatabase database = empty();
    SqlStore.migrate(database);
    return database;
  }

  @Test
  void nothing_of_a_deleted_message_is_left_in_any_table() throws Exception {
    SqlDatabase database = migrated();
    try (SqlStore store = SqlStore.open(database)) {
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      Room room = new Chat(store).group(ann, ben);
      Message answered = room.post(ben, "what is it?");
      Message secret =
          room.commit(
                  new Draft(
                      new MessageId(Fresh.id()),
                      room.id(),
                      ann,
                      new Text("xyzzy one"),
                      Optional.of(Fresh.clientId()),
                      new References(
                          Optional.of(answered.id()),
                          Optional.of(new UserId("xyzzy")),
                          List.of(new UserId("xyzzy"))),
                      Optional.of(new Metadata("{\"xyzzy\":1}"))))
              .value();
      room.edit(ann, secret, "xyzzy two");
      room.edit(ann, secret, "xyzzy three");
      room.react(ben, secret, "👍");
      room.pin(ann, secret);
      room.star(ben, secret, true);
      assertThat(cellsWith(database, "xyzzy"))
          .contains("chattr_message_version.body", "chattr_message.forwarded_from");

      room.delete(ann, secret);

      assertThat(cellsWith(database, "xyzzy")).isEmpty();
      assertThat(cellsWith(database, "👍")).isEmpty();
      assertThat(cellsWith(database, secret.id().toString()))
          .containsOnly("chattr_message.id", "chattr_log.subject");
    }
  }

  private static List<String> cellsWith(SqlDatabase database, String text) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.open();
        ResultSet tables = connection.getMetaData().getTables(null, null, null, null)) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        if (table.toLowerCase(Locale.ROOT).startsWith("chattr_")
            && tables.getString("TABLE_TYPE").contains("TABLE")) {
          found.addAll(cellsWith(connection, table, text));
        }
      }
    }
    return found;
  }

  private static List<String> cellsWith(Connection connection, String table, String text)
      throws SQLException {
    var found = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from \"" + table + "\"")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          if (String.valueOf(rows.getObject(i)).contains(text)) {
            String cell = table + '.' + rows.getMetaData().getColumnName(i);
            found.add(cell.toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return found;
  }

  /** As on the other databases, whatever theirs make of addresses, numbers and other alphabets. */
  @Test
  void words_are_runs_of_letters_and_digits_and_found_by_their_beginnings() {
    String[][] texts = {
      {"Hello, World!", "hel", "world"},
      {"an e-mail to ann@example.org", "mail", "exam", "org"},
      {"see https://example.com/path/to/Page?x=1", "page", "path", "com", "x"},
      {"3.14 and -5 and 1e5 and 2026-01-31", "14", "5", "1e5", "2026", "31"},
      {"<b>bold</b> &amp; snake_case don't", "bold", "amp", "case", "t", "don"},
      {"Ärger in İstanbul über Straße", "ärg", "über", "straße"},
      {"“quoted” «guillemets» – dash…", "quot", "guill", "dash"},
      {"привет МИР", "прив", "мир"},
      {"日本語のテキスト、です", "日本", "です"},
      {"a smile 😀face", "smile", knowsSymbols() ? "face" : "a"},
      {"a|b!c:*(d)\\'e", "a", "b", "c", "d", "e"},
    };
    try (SqlStore store = SqlStore.open(migrated())) {
      var ann = Fresh.person("ann");
      Room room = new Chat(store).group(ann);
      for (String[] row : texts) {
        Message message = room.post(ann, row[0]);
        List<String> words = List.of(row).subList(1, row.length);
        assertThat(found(store, ann, words)).as(row[0]).containsExactly(message.id());
        for (String word : words) {
          assertThat(found(store, ann, List.of(word))).as(word).contains(message.id());
        }
      }
      room.commit(media(room, ann, "unfindable"));
      assertThat(found(store, ann, List.of("unfind"))).hasSize(1);
      assertThat(found(store, ann, List.of("findable"))).isEmpty();
      assertThat(found(store, ann, List.of("unfind", "elsewhere"))).isEmpty();
      assertThat(found(store, ann, List.of("it's", "\\", "&|!"))).isEmpty();
    }
  }

  /** Whether the database tells symbols beyond ASCII from letters. */
  boolean knowsSymbols() {
    return true;
  }

  private static Draft media(Room room, UserId sender, String caption) {
    return new Draft(
        new MessageId(Fresh.id()),
        room.id(),
        sender,
        new Media("media-1", Optional.of(new Text(caption))),
        Optional.empty(),
        References.none(),
        Optional.empty());
  }

  private static List<MessageId> found(SqlStore store, UserId reader, List<String> words) {
    return store
        .messages()
        .search(reader, words, Optional.empty(), PageRequest.first())
        .items()
        .stream()
        .map(Message::id)
        .toList();
  }

  @Test
  void messages_of_all_conversations_are_found_by_time_among_many_events() {
    var clock = new AtomicLong(1_000);
    try (SqlStore store =
        SqlStore.open(
            migrated(), SqlOptions.DEFAULT, () -> Instant.ofEpochMilli(clock.getAndAdd(3)))) {
      var ann = Fresh.person("ann");
      var ben = Fresh.person("ben");
      var rooms = List.of(new Chat(store).group(ann, ben), new Chat(store).direct(ann, ben));
      var sent = new ArrayList<Message>();
      for (int i = 0; i < 60; i++) {
        sent.add(rooms.get(i % 7 % 2).post(ben, "number " + i));
        if (i % 4 == 0) {
          rooms.get(i % 7 % 2).react(ann, sent.get(i), "👍");
        }
      }
      for (int i = 0; i < 60; i += 3) {
        Instant from = sent.get(i).createdAt();
        Instant to = sent.get(Math.min(59, 2 * i)).createdAt().plusMillis(1);
        assertThat(
                store
                    .messages()
                    .across(
                        ann,
                        new Filter(Optional.empty(), Optional.of(ben), from, to),
                        new PageRequest(Optional.empty(), 100))
                    .items())
            .extracting(Message::id)
            .containsExactlyElementsOf(
                sent.reversed().stream()
                    .filter(message -> !message.createdAt().isBefore(from))
                    .filter(message -> message.createdAt().isBefore(to))
                    .map(Message::id)
                    .toList());
      }
    }
  }

  @Test
  void a_database_of_the_first_version_opens_with_what_is_in_it() throws Exception {
    SqlDatabase old = empty();
    Migrations.configuration(old).target("1.1").load().migrate();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var group = new ConversationId(Fresh.id());
    var direct = new ConversationId(Fresh.id());
    var said = new MessageId(Fresh.id());
    fill(old, group, direct, said, ann, ben);

    SqlStore.migrate(old);

    try (SqlStore store = SqlStore.open(old)) {
      var chat = new Chat(store);
      Room crew = chat.room(group);
      assertThat(crew.now().details()).isEqualTo(Details.of(new Title("Crew")));
      assertThat(chat.room(direct).now().details()).isEqualTo(Details.direct());
      assertThat(store.relations().find(UserPair.of(ann, ben)).friends()).isTrue();
      assertThat(store.journal().read(0, 10)).hasSize(3);
      Message before =
          new Draft(
                  said,
                  group,
                  ann,
                  new Text("said before"),
                  Optional.empty(),
                  References.none(),
                  Optional.empty())
              .at(1, Instant.EPOCH, 3);
      assertThat(store.messages().find(said)).contains(before);
      assertThat(crew.react(ann, before, "👍").reactions()).hasSize(1);
      assertThat(found(store, ann, List.of("before"))).containsExactly(said);
      assertThat(chat.room(direct).post(ben, "hello").seq()).isEqualTo(1);
      assertThat(store.conversations().overviews(ann, PageRequest.first()).items()).hasSize(2);
    }
  }

  private static void fill(
      SqlDatabase old,
      ConversationId group,
      ConversationId direct,
      MessageId said,
      UserId ann,
      UserId ben)
      throws SQLException {
    String open = "9223372036854775807";
    try (Connection connection = old.open();
        Statement statement = connection.createStatement()) {
      for (String sql :
          """
          update chattr_head set position = 3;
          insert into chattr_conversation
            (id, type, title, created_at, version, last_seq, activity, last_position)
          values ('%1$s', 'GROUP', 'Crew', 0, 1, 1, 3, 3), ('%2$s', 'DIRECT', null, 0, 1, 0, 2, 2);
          insert into chattr_direct values (least('%4$s', '%5$s'), greatest('%4$s', '%5$s'), '%2$s');
          insert into chattr_membership values
            ('%1$s', '%4$s', 1, %6$s, 'OWNER', 1, 0, 0, 1),
            ('%2$s', '%4$s', 2, %6$s, 'MEMBER', 1, 0, 0, 2),
            ('%2$s', '%5$s', 2, %6$s, 'MEMBER', 1, 0, 0, 2);
          insert into chattr_log (position, kind, kind_version, logged_at, conversation)
          values (1, 'CONVERSATION_CREATED', 1, 0, '%1$s'), (2, 'CONVERSATION_CREATED', 1, 0, '%2$s');
          insert into chattr_message (id, conversation, seq, position, sender, kind, body, created_at)
          values ('%3$s', '%1$s', 1, 3, '%4$s', 'text', 'said before', 0);
          insert into chattr_relation
          values (least('%4$s', '%5$s'), greatest('%4$s', '%5$s'), true, null, 1)
          """
              .formatted(group, direct, said, ann, ben, open)
              .split(";", -1)) {
        statement.execute(sql);
      }
    }
  }
}
