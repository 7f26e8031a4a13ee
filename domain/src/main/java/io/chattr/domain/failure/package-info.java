/** Why Chattr declines, as data. */
@NullMarked
package io.chattr.domain.failure;

import org.jspecify.annotations.NullMarked;
