/** The server: configuration, wiring and main. */
@NullMarked
package io.chattr.bootstrap;

import org.jspecify.annotations.NullMarked;
