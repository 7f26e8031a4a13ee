package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.ConversationRow;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.identity.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What some rows are about, as it is now. */
record AsNow(
    Map<ConversationId, Conversation> conversations,
    MembersNow members,
    MessagesNow messages,
    PeopleNow people) {

  /** Looks everything up that {@code rows} need, each kind of thing at once. */
  static AsNow of(Handle handle, List<LogRow> rows) {
    var conversations = new ArrayList<UUID>();
    var members = new MembersNow(handle);
    var messages = new MessagesNow(handle);
    var people = new PeopleNow(handle);
    for (LogRow row : rows) {
      row.known()
          .ifPresent(
              kind -> {
                switch (kind) {
                  case MESSAGE_EDITED, MESSAGE_DELETED, PIN_CHANGED, MESSAGE_HIDDEN ->
                      messages.want(row.requireSubject());
                  case REACTIONS_CHANGED ->
                      messages.want(row.requireSubject(), row.requireConcerned());
                  case STAR_CHANGED -> messages.want(row.requireSubject(), row.requireUser());
                  case STATUS_MOVED, MEMBER_ADDED, MEMBER_UPDATED -> {
                    UUID conversation = row.requireConversation().value();
                    row.concerned().forEach(user -> members.want(conversation, user));
                  }
                  case CONVERSATION_ARRANGED ->
                      members.want(row.requireSubject(), row.requireUser());
                  case CONVERSATION_CREATED, CONVERSATION_UPDATED ->
                      conversations.add(row.requireConversation().value());
                  case FRIEND_REQUEST_SENT,
                      FRIEND_REQUEST_ACCEPTED,
                      FRIEND_REQUEST_REJECTED,
                      FRIEND_REQUEST_CANCELLED,
                      FRIEND_REQUEST_UPDATED ->
                      people.wantRequest(row.requireSubject());
                  case BLOCK_CHANGED -> people.wantBlock(row.requireUser(), row.requireConcerned());
                  case USER_SETTINGS_CHANGED -> people.wantSettings(row.requireUser());
                  case CONVERSATION_DELETED,
                      MEMBER_REMOVED,
                      MEMBER_PROFILE_CHANGED,
                      FRIEND_REMOVED,
                      PROFILE_CHANGED,
                      CONVERSATION_JOINED -> {
                    // These say it all.
                  }
                }
              });
    }
    members.load();
    messages.load();
    people.load();
    return new AsNow(
        conversations.isEmpty() ? Map.of() : ConversationRow.load(handle, conversations),
        members,
        messages,
        people);
  }

  Optional<Conversation> conversation(LogRow row) {
    return Optional.ofNullable(conversations.get(row.requireConversation()));
  }
}
