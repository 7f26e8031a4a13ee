/** Databases that measurements start, fill and throw away. */
@NullMarked
package io.chattr.benchmarks.database;

import org.jspecify.annotations.NullMarked;
