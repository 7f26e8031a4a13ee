/**
 * Chattr as a library: {@link io.chattr.application.Chattr} is where an embedding program begins.
 */
@NullMarked
package io.chattr.application;

import org.jspecify.annotations.NullMarked;
