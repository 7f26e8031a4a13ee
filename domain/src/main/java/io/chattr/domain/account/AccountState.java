package io.chattr.domain.account;

/** Whether an account may be used. */
public enum AccountState {
  ACTIVE,
  /** By an admin, until an admin takes it back: nobody is or gets logged in. */
  SUSPENDED
}
