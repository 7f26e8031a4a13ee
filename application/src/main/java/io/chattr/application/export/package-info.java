/** What people take along. */
@NullMarked
package io.chattr.application.export;

import org.jspecify.annotations.NullMarked;
