/** What others may know of a person. */
@NullMarked
package io.chattr.domain.people;

import org.jspecify.annotations.NullMarked;
