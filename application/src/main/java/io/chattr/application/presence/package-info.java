/**
 * Who is there, and who is typing: leases that end by themselves, so that nothing can stick. They
 * are not in the log.
 */
@NullMarked
package io.chattr.application.presence;

import org.jspecify.annotations.NullMarked;
