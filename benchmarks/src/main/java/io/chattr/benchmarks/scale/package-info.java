/** What reading costs as messages pile up, and what sending costs as groups grow. */
@NullMarked
package io.chattr.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
