/** The two laws that hold for every history: what a client keeps, and what is unread. */
@NullMarked
package io.chattr.testkit.law;

import org.jspecify.annotations.NullMarked;
