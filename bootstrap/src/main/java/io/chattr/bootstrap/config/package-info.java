/** What the server can be told, through the environment and a {@code .env} file. */
@NullMarked
package io.chattr.bootstrap.config;

import org.jspecify.annotations.NullMarked;
