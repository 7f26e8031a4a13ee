/**
 * Accounts with passwords and log-ins, for who has no users of their own. The rest of the core does
 * not know them.
 */
@NullMarked
package io.chattr.application.account;

import org.jspecify.annotations.NullMarked;
