package io.chattr.adapter.memory;

import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.EmailTokens;
import io.chattr.application.port.Journal;
import io.chattr.application.port.LoginSessions;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Preferences;
import io.chattr.application.port.Presences;
import io.chattr.application.port.Relations;
import io.chattr.application.port.Store;
import io.chattr.application.port.Vocabularies;
import java.time.InstantSource;

/** Everything in memory, gone with the process; keeps the same contract as the databases. */
public final class MemoryStore implements Store, AccountStore {
  private final Journal journal;
  private final Conversations conversations;
  private final Messages messages;
  private final Relations relations;
  private final Preferences preferences;
  private final Presences presences;
  private final MemoryVocabularies vocabularies = new MemoryVocabularies();
  private final Accounts accounts = new MemoryAccounts();
  private final LoginSessions sessions = new MemoryLoginSessions(vocabularies);
  private final EmailTokens emailTokens = new MemoryEmailTokens();

  public MemoryStore() {
    this(InstantSource.system());
  }

  public MemoryStore(InstantSource clock) {
    var tables = new Tables();
    this.journal = new MemoryJournal(tables, clock);
    this.conversations = new MemoryConversations(tables);
    this.messages = new MemoryMessages(tables);
    this.relations = new MemoryRelations(tables);
    this.preferences = new MemoryPreferences(tables);
    this.presences = new MemoryPresences(tables);
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Relations relations() {
    return relations;
  }

  @Override
  public Preferences preferences() {
    return preferences;
  }

  @Override
  public Presences presences() {
    return presences;
  }

  @Override
  public Vocabularies vocabularies() {
    return vocabularies;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public LoginSessions sessions() {
    return sessions;
  }

  @Override
  public EmailTokens emailTokens() {
    return emailTokens;
  }
}
