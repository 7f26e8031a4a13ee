/** What writes the log: one committer, and the groups of decisions that it commits. */
@NullMarked
package io.chattr.adapter.persistence.journal;

import org.jspecify.annotations.NullMarked;
