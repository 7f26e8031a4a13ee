/** Stores that keep everything in memory, for tests, demonstrations and embedding. */
@NullMarked
package io.chattr.adapter.memory;

import org.jspecify.annotations.NullMarked;
