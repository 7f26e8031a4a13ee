/** How events reach their readers: the tail of the log, who may see what, and catching up. */
@NullMarked
package io.chattr.application.live;

import org.jspecify.annotations.NullMarked;
