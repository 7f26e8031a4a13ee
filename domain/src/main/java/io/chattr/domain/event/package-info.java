/** What clients can see change, one event at one position of the log. */
@NullMarked
package io.chattr.domain.event;

import org.jspecify.annotations.NullMarked;
