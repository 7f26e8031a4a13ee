/** Conversations and who is in them, as they are at one moment. */
@NullMarked
package io.chattr.domain.conversation;

import org.jspecify.annotations.NullMarked;
