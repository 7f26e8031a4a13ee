package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.UserSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people make for themselves in a group: hidden messages, stars, settings. */
final class OwnChanges {
  private final Locked locked;
  private final Map<Mark, Message> hidden = new LinkedHashMap<>();
  private final Map<Mark, Boolean> stars = new LinkedHashMap<>();
  private final Map<UserId, Choice> choices = new LinkedHashMap<>();

  OwnChanges(Locked locked) {
    this.locked = locked;
  }

  private record Mark(UserId user, MessageId message) {}

  private record Choice(long position, UserSettings settings) {}

  void hide(MessageHidden event) {
    hidden.put(new Mark(event.user(), event.message().id()), event.message());
  }

  void star(StarChanged event) {
    stars.put(new Mark(event.user(), event.message().id()), event.starred());
  }

  void choose(long position, UserSettingsChanged event) {
    choices.put(event.user(), new Choice(position, event.settings()));
    locked.set(new Subject.OfSettings(event.user()), position);
  }

  void into(Script script) {
    if (!hidden.isEmpty()) {
      script.update(
          """
          merge into chattr_hidden h
          using (
            select s.user_id, s.conversation, s.seq, s.message
            from {rows} as s (user_id, conversation, seq, message)) s
          on h.user_id = s.user_id and h.conversation = s.conversation and h.seq = s.seq
          when not matched then insert (user_id, conversation, seq, message)
            values (s.user_id, s.conversation, s.seq, s.message)
          """,
          texts(hidden.keySet(), mark -> mark.user().value()),
          uuids(hidden.values(), message -> message.conversation().value()),
          longs(hidden.values(), Message::seq),
          uuids(hidden.keySet(), mark -> mark.message().value()));
    }
    star(script, starred(true));
    unstar(script, starred(false));
    if (!choices.isEmpty()) {
      script.update(
          """
          merge into chattr_user_settings u
          using (
            select s.user_id, s.read_receipts, s.position
            from {rows} as s (user_id, read_receipts, position)) s
          on u.user_id = s.user_id
          when matched then update set read_receipts = (s.read_receipts = 1), version = s.position
          when not matched then insert (user_id, read_receipts, version)
            values (s.user_id, s.read_receipts = 1, s.position)
          """,
          texts(choices.keySet(), UserId::value),
          longs(choices.values(), choice -> choice.settings().readReceipts() ? 1L : 0L),
          longs(choices.values(), Choice::position));
    }
  }

  private List<Mark> starred(boolean on) {
    return stars.entrySet().stream()
        .filter(star -> star.getValue() == on)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void star(Script script, Collection<Mark> marks) {
    if (!marks.isEmpty()) {
      script.update(
          """
          merge into chattr_star t
          using (
            select s.user_id, m.id, m.position, m.conversation, m.seq
            from {rows} as s (user_id, message)
            join chattr_message m on m.id = s.message) s
          on t.message = s.id and t.user_id = s.user_id
          when not matched then insert (message, user_id, position, conversation, seq)
            values (s.id, s.user_id, s.position, s.conversation, s.seq)
          """,
          texts(marks, mark -> mark.user().value()),
          uuids(marks, mark -> mark.message().value()));
    }
  }

  private static void unstar(Script script, Collection<Mark> marks) {
    if (!marks.isEmpty()) {
      script.update(
          """
          merge into chattr_star t
          using (select s.user_id, s.message from {rows} as s (user_id, message)) s
          on t.message = s.message and t.user_id = s.user_id
          when matched then delete
          """,
          texts(marks, mark -> mark.user().value()),
          uuids(marks, mark -> mark.message().value()));
    }
  }
}
