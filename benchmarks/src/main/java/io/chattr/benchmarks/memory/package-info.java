/** What an idle connection costs. */
@NullMarked
package io.chattr.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
