package io.chattr.testkit;

/** What every {@link io.chattr.application.port.AccountStore} must do. */
public interface AccountStoreContract
    extends AccountsContract,
        AccountChangesContract,
        AccountDeletionContract,
        LoginSessionsContract,
        EmailTokensContract {}
