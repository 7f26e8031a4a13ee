/** What a message can hold. */
@NullMarked
package io.chattr.domain.content;

import org.jspecify.annotations.NullMarked;
