/** The log as its readers see it. */
@NullMarked
package io.chattr.adapter.persistence.log;

import org.jspecify.annotations.NullMarked;
