/** Stores in H2 and PostgreSQL. */
@NullMarked
package io.chattr.adapter.persistence;

import org.jspecify.annotations.NullMarked;
