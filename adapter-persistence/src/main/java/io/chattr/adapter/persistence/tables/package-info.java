/** Things as they are now, read from the tables; and accounts, which no client sees as events. */
@NullMarked
package io.chattr.adapter.persistence.tables;

import org.jspecify.annotations.NullMarked;
