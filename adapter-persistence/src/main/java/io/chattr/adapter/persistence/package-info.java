/** Stores in H2 and PostgreSQL, and media in local files. */
@NullMarked
package io.chattr.adapter.persistence;

import org.jspecify.annotations.NullMarked;
