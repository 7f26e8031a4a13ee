/** The identifiers of things. */
@NullMarked
package io.chattr.domain.identity;

import org.jspecify.annotations.NullMarked;
