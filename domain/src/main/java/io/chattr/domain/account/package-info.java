/**
 * Who may log in: names, addresses, passwords and log-in sessions. Nothing else of the core knows
 * them.
 */
@NullMarked
package io.chattr.domain.account;

import org.jspecify.annotations.NullMarked;
