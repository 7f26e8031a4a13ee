/** Measurements of the server and the core. */
@NullMarked
package io.chattr.benchmarks;

import org.jspecify.annotations.NullMarked;
