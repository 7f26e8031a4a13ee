/**
 * How the server's parts are put together. Modules take what they need to know and choose nothing.
 */
@NullMarked
package io.chattr.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
