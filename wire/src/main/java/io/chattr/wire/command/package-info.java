/** What clients ask for, over REST and sockets alike: one record for each form. */
@NullMarked
package io.chattr.wire.command;

import org.jspecify.annotations.NullMarked;
