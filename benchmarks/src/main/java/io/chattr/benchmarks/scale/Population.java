package io.chattr.benchmarks.scale;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.OpenConversation.Command;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Fills a database with messages, as if they had been sent over a long time: half of them in one
 * busy group, the others in turn in all other conversations. The same people and conversations are
 * there whatever the number of messages.
 */
final class Population {
  private static final int DIRECTS = 100;
  private static final int GROUPS = 99;
  private static final int GROUP_SIZE = 10;
  private static final int BUSY_SIZE = 50;
  private static final int OF_OTHERS = 300;
  private static final int BATCH = 50_000;

  // Every hundredth is deleted. Ids rise with time, as Chattr's do.
  private static final String FILL =
      """
      insert into chattr_message (id, conversation, seq, position, sender, kind, body, client_id,
        mark, digest, created_at, deleted_at)
      select
        cast(lpad(to_hex(f.since + n.n), 12, '0') || '70008' || lpad(to_hex(n.n), 15, '0') as uuid),
        l.conversation, p.seq, f.position + n.n + 1,
        l.members[1 + (p.seq * 7 + p.no) % cardinality(l.members)],
        case when p.seq % 100 = 50 then 'deleted' else 'text' end,
        case when p.seq % 100 = 50 then null
          else 'The quick brown fox jumps over the lazy dog, and then sits down.' end,
        cast(n.n as varchar), cast(md5('mark ' || n.n) as uuid), cast(md5('digest ' || n.n) as uuid),
        f.since + n.n, case when p.seq % 100 = 50 then f.since + n.n end
      from filling f
      cross join generate_series(cast(? as bigint), cast(? as bigint)) as n (n)
      cross join lateral (
        select
          case when n.n % 2 = 0 then 0 else 1 + n.n / 2 % f.others end as no,
          case when n.n % 2 = 0 then n.n / 2 + 1 else n.n / 2 / f.others + 1 end as seq) as p
      join lane l on l.no = p.no
      """;

  private static final List<String> BEFORE =
      List.of(
          // Nested loops alone, so that rows are made in their order.
          "set enable_hashjoin = off",
          "set enable_mergejoin = off",
          """
          create temporary table lane
            (no bigint primary key, conversation uuid not null, members varchar[] not null)
          """,
          "create temporary table filling (position bigint, since bigint, others bigint)");

  private static final List<String> AFTER =
      List.of(
          """
          update chattr_conversation c
          set last_seq = s.seq, activity = s.position, last_position = s.position
          from (select conversation, max(seq) as seq, max(position) as position
            from chattr_message group by conversation) s
          where s.conversation = c.id
          """,
          """
          update chattr_membership m
          set delivered_up_to = c.last_seq,
            read_up_to = case when m.user_id = 'sleeper' then 0 else greatest(c.last_seq - 5, 0) end
          from chattr_conversation c where c.id = m.conversation
          """,
          """
          update chattr_head set position = (select max(position) from chattr_message),
            last_time = (select max(created_at) from chattr_message)
          """,
          // What is done by and by in a database that grows slowly.
          "vacuum (analyze)",
          "checkpoint");

  private final SqlDatabase database;

  Population(SqlDatabase database) {
    this.database = database;
  }

  /** Answers with the busy conversation. */
  ConversationId fill(long messages) throws SQLException {
    List<ConversationId> conversations = open();
    try (Connection connection = database.open()) {
      run(connection, BEFORE);
      lanes(connection, conversations);
      try (PreparedStatement fill = connection.prepareStatement(FILL)) {
        for (long first = 0; first < messages; first += BATCH) {
          fill.setLong(1, first);
          fill.setLong(2, Math.min(first + BATCH, messages) - 1);
          fill.executeUpdate();
        }
      }
      run(connection, AFTER);
    }
    return conversations.get(0);
  }

  private List<ConversationId> open() {
    try (SqlStore store = SqlStore.open(database);
        Chattr chattr = Chattr.on(store).build()) {
      var all = new ArrayList<ConversationId>();
      Set<UserId> crowd = new HashSet<>(People.users("busy", BUSY_SIZE - 2));
      crowd.add(People.SLEEPER);
      all.add(open(chattr, group("Busy", crowd)));
      for (int i = 0; i < DIRECTS; i++) {
        all.add(open(chattr, new Command.Direct(People.READER, People.user("friend", i))));
      }
      for (int i = 0; i < GROUPS; i++) {
        all.add(open(chattr, group("Group " + i, People.users("group-" + i, GROUP_SIZE - 1))));
      }
      for (int i = 0; i < OF_OTHERS; i++) {
        all.add(open(chattr, new Command.Direct(People.user("one", i), People.user("another", i))));
      }
      return all;
    }
  }

  private static Command group(String title, Set<UserId> others) {
    return new Command.Group(People.READER, new Title(title), others);
  }

  private static ConversationId open(Chattr chattr, Command command) {
    return chattr.openConversation().handle(command).value().id();
  }

  /** The busy conversation is lane 0. */
  private static void lanes(Connection connection, List<ConversationId> conversations)
      throws SQLException {
    UUID[] ids = conversations.stream().map(ConversationId::value).toArray(UUID[]::new);
    try (PreparedStatement lanes =
        connection.prepareStatement(
            """
            insert into lane (no, conversation, members)
            select s.no - 1, s.id, array(
              select user_id from chattr_membership m where m.conversation = s.id order by user_id)
            from unnest(cast(? as uuid array)) with ordinality as s (id, no)
            """)) {
      lanes.setArray(1, connection.createArrayOf("uuid", ids));
      lanes.executeUpdate();
    }
    run(
        connection,
        List.of(
            """
            insert into filling (position, since, others)
            select position, last_time, (select count(*) - 1 from lane) from chattr_head
            """,
            "analyze lane",
            "analyze filling"));
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
