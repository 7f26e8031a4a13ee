/** How the server is, for those who run it. */
@NullMarked
package io.chattr.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
