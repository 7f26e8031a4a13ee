/** What two people are to each other. */
@NullMarked
package io.chattr.domain.friendship;

import org.jspecify.annotations.NullMarked;
