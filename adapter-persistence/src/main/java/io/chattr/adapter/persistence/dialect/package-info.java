/** What H2 and PostgreSQL do differently, in one place. */
@NullMarked
package io.chattr.adapter.persistence.dialect;

import org.jspecify.annotations.NullMarked;
