package io.chattr.adapter.memory;

import io.chattr.application.port.Vocabularies;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryVocabularies implements Vocabularies {
  private final Map<String, String> vocabularies = new ConcurrentHashMap<>();

  @Override
  public Optional<String> find(String session) {
    return Optional.ofNullable(vocabularies.get(session));
  }

  @Override
  public void keep(String session, String vocabulary) {
    vocabularies.putIfAbsent(session, vocabulary);
  }

  void forget(String session) {
    vocabularies.remove(session);
  }
}
