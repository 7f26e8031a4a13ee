/** Tokens by JWT, and passwords by bcrypt. */
@NullMarked
package io.chattr.adapter.security;

import org.jspecify.annotations.NullMarked;
