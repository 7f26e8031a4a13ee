/** What members do with messages. */
@NullMarked
package io.chattr.application.message;

import org.jspecify.annotations.NullMarked;
