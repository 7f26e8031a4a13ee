/** A whole server in a process of its own, and the people who use it. */
@NullMarked
package io.chattr.benchmarks.server;

import org.jspecify.annotations.NullMarked;
