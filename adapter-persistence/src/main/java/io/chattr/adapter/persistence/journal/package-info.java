/** The log in SQL: one committer that writes groups of decisions, and those who read. */
@NullMarked
package io.chattr.adapter.persistence.journal;

import org.jspecify.annotations.NullMarked;
