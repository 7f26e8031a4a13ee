/** What people learn of each other. */
@NullMarked
package io.chattr.application.people;

import org.jspecify.annotations.NullMarked;
