/** Chattr beside npm's {@code socket.io}: the same clients, one after the other. */
@NullMarked
package io.chattr.benchmarks.rivals;

import org.jspecify.annotations.NullMarked;
