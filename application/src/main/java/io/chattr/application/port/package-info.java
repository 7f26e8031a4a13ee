/** All that Chattr needs from the world. */
@NullMarked
package io.chattr.application.port;

import org.jspecify.annotations.NullMarked;
