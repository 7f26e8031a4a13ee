package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.application.Chattr;
import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.DeleteMessage.Scope;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.PostMessage;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.port.Messages.Filter;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Ranks;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.Logged;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.domain.message.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the tables themselves hold, beyond what the contracts ask. */
abstract class CoreTablesTest {
  private SqlDatabase database;
  private SqlStore store;
  private Chattr chattr;

  /** A new one, with its tables. */
  abstract SqlDatabase migrated();

  @BeforeEach
  void open() {
    database = migrated();
    store = SqlStore.open(database);
    chattr = Chattr.on(store).build();
  }

  @AfterEach
  void close() {
    chattr.close();
    store.close();
  }

  static UserId person(String name) {
    return new UserId(name + "-" + UUID.randomUUID());
  }

  private ConversationId group(UserId creator, UserId... others) {
    return chattr
        .openConversation()
        .handle(
            new OpenConversation.Command.Group(
                creator, Details.of(new Title("Crew")), Set.of(others), Optional.empty()))
        .value()
        .id();
  }

  private ConversationId direct(UserId one, UserId other) {
    return chattr
        .openConversation()
        .handle(new OpenConversation.Command.Direct(one, other))
        .value()
        .id();
  }

  private Message post(UserId sender, ConversationId conversation, String text) {
    return post(sender, conversation, new Text(text));
  }

  private Message post(UserId sender, ConversationId conversation, Content content) {
    return chattr
        .postMessage()
        .handle(new PostMessage.Command(sender, conversation, content))
        .value();
  }

  private Message edit(Message message, String text) {
    return chattr
        .editMessage()
        .handle(new EditMessage.Command(message.sender(), message.id(), new Text(text)));
  }

  private void delete(UserId by, Message message, Scope scope) {
    chattr.deleteMessage().handle(new DeleteMessage.Command(by, message.id(), scope));
  }

  private Message now(Message message) {
    return store.messages().find(message.id()).orElseThrow();
  }

  @Test
  void what_is_read_back_is_what_was_told() {
    var heard = new CopyOnWriteArrayList<Logged>();
    store.journal().onCommit(heard::addAll);
    var ann = person("ann");
    var ben = person("ben");
    var cat = person("cat");
    Runnable check =
        () -> {
          assertThat(heard).isNotEmpty();
          List<Logged> read = store.journal().read(heard.get(0).position() - 1, 100);
          assertThat(read).isEqualTo(heard);
          heard.clear();
        };

    var group = group(ann, ben, cat);
    check.run();
    Message hello = post(ann, group, "hello");
    check.run();
    edit(hello, "hello again");
    check.run();
    chattr.markMessage().react(ben, hello.id(), new Emoji("👍"));
    check.run();
    chattr.markMessage().react(ben, hello.id(), new Emoji("❤️"));
    check.run();
    chattr.markMessage().react(cat, hello.id(), new Emoji("❤️"));
    check.run();
    chattr.markMessage().unreact(ben, hello.id(), new Emoji("👍"));
    check.run();
    assertThat(now(hello).reactions()).hasSize(1);
    chattr.markMessage().pin(ann, hello.id());
    check.run();
    chattr.markMessage().star(cat, hello.id(), true);
    check.run();
    delete(cat, hello, Scope.ME);
    check.run();
    chattr
        .arrangeConversation()
        .handle(
            new ArrangeConversation.Command(
                new Seat(group, ben), Optional.of(true), Optional.empty(), Optional.of(true)));
    check.run();
    chattr.chooseSettings().handle(new ChooseSettings.Command(ben, Optional.of(false)));
    check.run();
    assertThat(store.preferences().withoutReceipts(List.of(ann, ben))).containsExactly(ben);
    chattr.block().block(ann, ben);
    check.run();
    chattr.block().unblock(ann, ben);
    check.run();
    chattr
        .changeGroup()
        .update(
            ann,
            group,
            ben,
            new Ranks.MemberChange(
                Optional.of(MemberRole.ADMIN),
                Optional.empty(),
                Optional.of(Permissions.of(Permission.PIN))));
    check.run();
    chattr
        .changeGroup()
        .describe(
            ann,
            group,
            new Ranks.DetailsChange(
                Optional.of(new Title("Choir")),
                Optional.of(new Metadata("{\"a\":1}")),
                Optional.of(Permissions.of(Permission.POST)),
                Optional.of(History.JOINED)));
    heard.clear();
    Conversation choir = store.conversations().find(group).orElseThrow();
    assertThat(choir.title()).contains(new Title("Choir"));
    assertThat(choir.details().memberPermissions()).isEqualTo(Permissions.of(Permission.POST));
    delete(ann, hello, Scope.EVERYONE);
    check.run();
    chattr.changeGroup().delete(ann, group);
    check.run();
    assertThat(store.conversations().find(group).orElseThrow().members()).isEmpty();
  }

  @Test
  void nothing_of_a_deleted_message_is_left_in_any_table() throws Exception {
    var ann = person("ann");
    var ben = person("ben");
    var group = group(ann, ben);
    Message answered = post(ben, group, "what is it?");
    Message secret =
        chattr
            .postMessage()
            .handle(
                new PostMessage.Command(
                    ann,
                    group,
                    new Text("xyzzy one"),
                    Optional.of(new ClientMessageId("mark")),
                    Optional.of(answered.id()),
                    Optional.of(new Metadata("{\"xyzzy\":1}"))))
            .value();
    edit(secret, "xyzzy two");
    edit(secret, "xyzzy three");
    chattr.markMessage().react(ben, secret.id(), new Emoji("👍"));
    chattr.markMessage().pin(ann, secret.id());
    chattr.markMessage().star(ben, secret.id(), true);
    assertThat(cellsWith("xyzzy")).isNotEmpty();

    delete(ann, secret, Scope.EVERYONE);

    assertThat(cellsWith("xyzzy")).isEmpty();
    assertThat(rowsOf("chattr_message_version")).isZero();
    assertThat(rowsOf("chattr_reaction")).isZero();
    assertThat(rowsOf("chattr_star")).isZero();
    assertThat(store.messages().pinned(group)).isEmpty();
    Message left = now(secret);
    assertThat(left)
        .isEqualTo(
            secret.tombstone(left.deletedAt().orElseThrow()).at(store.journal().head().position()));
  }

  private List<String> cellsWith(String text) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.open();
        ResultSet tables = connection.getMetaData().getTables(null, null, null, null)) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        if (table.toLowerCase(java.util.Locale.ROOT).startsWith("chattr_")
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
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from \"" + table + "\"")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          if (String.valueOf(rows.getObject(i)).contains(text)) {
            found.add(table + "." + rows.getMetaData().getColumnName(i));
          }
        }
      }
    }
    return found;
  }

  private long rowsOf(String table) throws SQLException {
    try (Connection connection = database.open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void earlier_versions_say_what_was_held_when() {
    var ann = person("ann");
    var group = group(ann);
    Message first = post(ann, group, "one");
    Message second = edit(first, "two");
    Message third = edit(second, "three");

    assertThat(store.messages().versions(first.id()))
        .containsExactly(
            new EarlierVersion(new Text("one"), first.createdAt()),
            new EarlierVersion(
                new Text("two"),
                now(third).createdAt().isAfter(first.createdAt())
                    ? now(third).createdAt()
                    : second.editedAt().orElseThrow()));
    long edited = store.journal().head().position();
    assertThat(store.messages().contentAt(first.id(), edited)).isEmpty();
    assertThat(store.messages().contentAt(first.id(), edited - 1)).contains(new Text("two"));
    assertThat(store.messages().contentAt(first.id(), edited - 2)).contains(new Text("one"));
  }

  @Test
  void a_block_on_another_node_stops_who_could_post_a_moment_ago() {
    var ann = person("ann");
    var ben = person("ben");
    var direct = direct(ann, ben);
    post(ann, direct, "hello");
    assertThat(store.conversations().recentStanding(new Seat(direct, ann))).isPresent();

    onAnotherNode(other -> other.block().block(ben, ann));

    assertThatThrownBy(() -> post(ann, direct, "hello?"))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.failure()).isInstanceOf(NotPermitted.class));
    onAnotherNode(other -> other.block().unblock(ben, ann));
    assertThat(post(ann, direct, "hello again").seq()).isEqualTo(2);
  }

  /** The same database through another store where it can be opened twice, else through this. */
  void onAnotherNode(java.util.function.Consumer<Chattr> action) {
    action.accept(chattr);
  }

  SqlDatabase database() {
    return database;
  }

  @Test
  void words_are_found_by_their_beginnings() {
    var ann = person("ann");
    var group = group(ann);
    String[][] texts = {
      {"Hello, World!", "hel", "world", "hello wor"},
      {"an e-mail to ann@example.org", "mail", "exam", "org", "ann e"},
      {"see https://example.com/path/to/Page?x=1", "page", "path", "com", "x 1"},
      {"3.14 and -5 and 1e5 and 2026-01-31", "14", "5", "1e5", "2026", "31"},
      {"<b>bold</b> &amp; snake_case don't", "bold", "amp", "case", "t", "don"},
      {"Ärger in İstanbul über Straße", "ärg", "über", "straße"},
      {"“quoted” «guillemets» – dash…", "quot", "guill", "dash"},
      {"привет МИР", "прив", "мир"},
      {"日本語のテキスト、です", "日本", "です"},
      {"smile 😀face", "smile", knowsSymbols() ? "face" : "smile"},
      {"a|b!c:*(d)", "a", "b", "c", "d"},
    };
    for (String[] row : texts) {
      Message message = post(ann, group, row[0]);
      for (String query : List.of(row).subList(1, row.length)) {
        assertThat(search(ann, query)).as(query).extracting(Message::id).contains(message.id());
      }
      delete(ann, message, Scope.EVERYONE);
    }
    post(ann, group, "unfindable");
    assertThat(search(ann, "findable")).isEmpty();
    assertThat(search(ann, "unfind able")).isEmpty();
    post(ann, group, new Media("media-1", Optional.of(new Text("A sunset"))));
    assertThat(search(ann, "suns")).hasSize(1);
    assertThat(search(ann, "media")).isEmpty();
  }

  /** Whether the database tells symbols beyond ASCII from letters. */
  boolean knowsSymbols() {
    return true;
  }

  private List<Message> search(UserId reader, String query) {
    return chattr
        .viewMessages()
        .search(reader, query, Optional.empty(), PageRequest.first())
        .items();
  }

  @Test
  void pages_across_conversations_are_whole_and_in_order() {
    var ann = person("ann");
    var ben = person("ben");
    var rooms = Stream.generate(() -> group(ann, ben)).limit(4).toList();
    var sent = new ArrayList<Message>();
    for (int i = 0; i < 40; i++) {
      sent.add(post(i % 3 == 0 ? ben : ann, rooms.get((i * i) % 4), "number " + i));
    }
    delete(ann, sent.get(39), Scope.ME);
    delete(ann, sent.get(20), Scope.ME);
    chattr.markMessage().star(ann, sent.get(5).id(), true);
    chattr.markMessage().star(ann, sent.get(3).id(), true);
    chattr.markMessage().star(ann, sent.get(20).id(), true);
    var visible =
        sent.reversed().stream()
            .filter(m -> !m.equals(sent.get(39)) && !m.equals(sent.get(20)))
            .toList();

    assertThat(all(ann, Optional.empty(), Optional.empty()))
        .extracting(Message::id)
        .containsExactlyElementsOf(visible.stream().map(Message::id).toList());
    assertThat(all(ann, Optional.empty(), Optional.of(ben)))
        .extracting(Message::id)
        .containsExactlyElementsOf(
            visible.stream().filter(m -> m.sender().equals(ben)).map(Message::id).toList());
    assertThat(all(ann, Optional.of(rooms.get(1)), Optional.empty()))
        .extracting(Message::id)
        .containsExactlyElementsOf(
            visible.stream()
                .filter(m -> m.conversation().equals(rooms.get(1)))
                .map(Message::id)
                .toList());
    Instant from = sent.get(10).createdAt();
    Instant to = sent.get(30).createdAt();
    assertThat(
            store
                .messages()
                .across(
                    ann,
                    new Filter(Optional.empty(), Optional.empty(), from, to),
                    PageRequest.first())
                .items())
        .extracting(Message::id)
        .containsExactlyElementsOf(
            visible.stream()
                .filter(m -> !m.createdAt().isBefore(from) && m.createdAt().isBefore(to))
                .map(Message::id)
                .toList());
    assertThat(store.messages().starred(ann, PageRequest.first()).items())
        .extracting(Message::seq, Message::conversation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(sent.get(5).seq(), sent.get(5).conversation()),
            org.assertj.core.groups.Tuple.tuple(sent.get(3).seq(), sent.get(3).conversation()));
    assertThat(store.messages().undeleted(ann, 1000))
        .hasSize((int) sent.stream().filter(m -> m.sender().equals(ann)).count());
    var last = store.conversations().overview(new Seat(sent.get(39).conversation(), ann));
    assertThat(last.orElseThrow().lastMessage().orElseThrow().id())
        .isEqualTo(
            visible.stream()
                .filter(m -> m.conversation().equals(sent.get(39).conversation()))
                .findFirst()
                .orElseThrow()
                .id());
    var seat = new Seat(sent.get(39).conversation(), ann);
    long unread = store.conversations().unread(seat).orElseThrow().count();
    assertThat(unread)
        .isEqualTo(
            visible.stream()
                .filter(m -> m.conversation().equals(seat.conversation()))
                .filter(m -> !m.sender().equals(ann))
                .count());
  }

  private List<Message> all(
      UserId reader, Optional<ConversationId> conversation, Optional<UserId> sender) {
    var all = new ArrayList<Message>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Message> page =
          store
              .messages()
              .across(
                  reader,
                  new Filter(
                      conversation, sender, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")),
                  new PageRequest(cursor, 7));
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }

  @Test
  void a_group_of_more_than_32_is_a_crowd() {
    var ann = person("ann");
    var others = Stream.generate(() -> person("x")).limit(31).toArray(UserId[]::new);
    var group = group(ann, others);
    Message message = post(others[0], group, "hi");
    var seat = new Seat(group, ann);
    assertThat(store.conversations().progress(seat).orElseThrow().crowded()).isFalse();
    assertThat(store.conversations().undelivered(ann, Long.MAX_VALUE)).hasSize(1);
    var late = person("late");
    chattr.changeMembers().add(ann, group, late);
    assertThat(store.conversations().progress(seat).orElseThrow().crowded()).isTrue();
    assertThat(store.conversations().undelivered(ann, Long.MAX_VALUE)).isEmpty();
    assertThat(store.conversations().find(group).orElseThrow().members().getLast().user())
        .isEqualTo(late);
    assertThat(message.seq()).isEqualTo(1);
  }

  @Test
  void a_keyed_group_is_made_once_and_hidden_lists_stay_hidden() {
    var ann = person("ann");
    var ben = person("ben");
    var command =
        new OpenConversation.Command.Group(
            ann,
            Details.of(new Title("Once")),
            Set.of(ben),
            Optional.of(new IdempotencyKey("key")));
    var first = chattr.openConversation().handle(command);
    var again = chattr.openConversation().handle(command);
    assertThat(again.value().id()).isEqualTo(first.value().id());
    assertThat(again.repeated()).isTrue();

    var direct = direct(ann, ben);
    post(ben, direct, "hi");
    chattr.changeGroup().delete(ann, direct);
    assertThat(store.conversations().overviews(ann, PageRequest.first()).items()).hasSize(1);
    post(ben, direct, "hi again");
    assertThat(store.conversations().overviews(ann, PageRequest.first()).items()).hasSize(2);
    assertThat(store.conversations().of(ann, Optional.empty(), 10)).hasSize(2);
    assertThat(store.conversations().present(direct, List.of(ann, person("no"))))
        .containsExactly(ann);
    assertThat(store.relations().blocked(ann, PageRequest.first()).items()).isEmpty();
    chattr.block().block(ann, ben);
    assertThat(store.relations().blocked(ann, PageRequest.first()).items()).containsExactly(ben);
    assertThat(store.relations().find(UserPair.of(ann, ben)).blockedBy()).containsExactly(ann);
  }
}
