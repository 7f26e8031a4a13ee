package io.chattr.bootstrap.util;

/** Breaks the rules about names and pinned threads. */
public final class PinningManager {
  public synchronized void pin() {}
}
