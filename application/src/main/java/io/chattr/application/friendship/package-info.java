/** What people do to become friends. */
@NullMarked
package io.chattr.application.friendship;

import org.jspecify.annotations.NullMarked;
