/** How fast messages are committed, and how fast they would be one by one. */
@NullMarked
package io.chattr.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
