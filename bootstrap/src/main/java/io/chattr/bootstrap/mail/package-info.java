/** Letters, until there is something that sends them. */
@NullMarked
package io.chattr.bootstrap.mail;

import org.jspecify.annotations.NullMarked;
