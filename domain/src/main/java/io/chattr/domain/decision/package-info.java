/**
 * Where the rules are: who may do what, and what becomes of it. Pure: state and command in,
 * decision out.
 */
@NullMarked
package io.chattr.domain.decision;

import org.jspecify.annotations.NullMarked;
