package io.chattr.application.port;

/** What is kept of accounts, which no client sees as events. */
public interface AccountStore {
  Accounts accounts();

  LoginSessions sessions();

  EmailTokens emailTokens();
}
