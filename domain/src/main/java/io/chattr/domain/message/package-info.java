/** Messages, before and after they are stored. */
@NullMarked
package io.chattr.domain.message;

import org.jspecify.annotations.NullMarked;
