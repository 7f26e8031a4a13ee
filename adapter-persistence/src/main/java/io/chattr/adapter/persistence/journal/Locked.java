package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.decision.Read;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a group of decisions rests on, as it is while the counter row is locked: nobody else can
 * change it before the group is committed.
 */
final class Locked {
  private final Map<Subject, Long> versions = new HashMap<>();
  private final Map<ConversationId, Line> lines = new HashMap<>();
  private final Map<UUID, Said> said = new HashMap<>();
  private long position;
  private long lastTime;
  private long lastGroup;

  /** Where a conversation stands. */
  record Line(long version, long lastSeq, long activity) {}

  /** A message that was sent under a mark, and the digest of what it said at first. */
  record Said(Message message, UUID digest) {}

  /** The statements that lock the counter row, and then read for {@code group}. */
  Script reading(Collection<Pending<?>> group, UUID committer) {
    var script = new Script();
    script.query(this::head, "select position, last_time from chattr_head where id = 1 for update");
    script.query(
        row -> lastGroup = row.getLong(1),
        "select last_group from chattr_committer where id = ?",
        committer);
    var wanted = new Wanted(this);
    group.forEach(wanted::add);
    wanted.readInto(script);
    return script;
  }

  private void head(ResultSet row) throws SQLException {
    position = row.getLong("position");
    lastTime = row.getLong("last_time");
  }

  long position() {
    return position;
  }

  long lastTime() {
    return lastTime;
  }

  /** The last group of this committer that was committed. */
  long lastGroup() {
    return lastGroup;
  }

  boolean isFresh(Read read) {
    return version(read.subject()) == read.version();
  }

  /** 0 of what is not there. */
  long version(Subject subject) {
    return versions.getOrDefault(subject, 0L);
  }

  /** Tells what a decision of this group makes of a version, for those behind it. */
  void set(Subject subject, long version) {
    versions.put(subject, version);
  }

  /** Nobody is a member any more. */
  void vacate(ConversationId conversation) {
    versions.replaceAll(
        (subject, version) ->
            subject instanceof Subject.OfSeat of && of.seat().conversation().equals(conversation)
                ? 0L
                : version);
  }

  boolean has(ConversationId conversation) {
    return lines.containsKey(conversation);
  }

  Line line(ConversationId conversation) {
    Line line = lines.get(conversation);
    if (line == null) {
      throw new IllegalArgumentException("There is no conversation " + conversation);
    }
    return line;
  }

  void set(ConversationId conversation, Line line) {
    lines.put(conversation, line);
    set(new Subject.OfConversation(conversation), line.version());
  }

  /** Members, roles or details are others now. */
  void nextVersion(ConversationId conversation) {
    Line line = line(conversation);
    set(conversation, new Line(line.version() + 1, line.lastSeq(), line.activity()));
  }

  /** What was sent before under these marks; grows with the group. */
  Map<UUID, Said> said() {
    return said;
  }

  /** A message is as this now. */
  void set(Message message) {
    set(new Subject.OfMessage(message.id()), message.version());
    said.replaceAll(
        (mark, earlier) ->
            earlier.message().id().equals(message.id())
                ? new Said(message, earlier.digest())
                : earlier);
  }
}
