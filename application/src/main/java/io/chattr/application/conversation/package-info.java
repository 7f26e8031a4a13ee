/** What people do with conversations. */
@NullMarked
package io.chattr.application.conversation;

import org.jspecify.annotations.NullMarked;
