package io.chattr.application.port;

/** All that Chattr keeps of people, conversations and messages. One store serves one Chattr. */
public interface Store {
  Journal journal();

  Conversations conversations();

  Messages messages();

  Relations relations();

  Preferences preferences();

  Presences presences();

  Vocabularies vocabularies();
}
