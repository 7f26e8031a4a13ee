/**
 * The camelCase vocabulary: the names and fields of a chat backend that Chattr replaces, beside the
 * native ones.
 */
@NullMarked
package io.chattr.wire.camelcase;

import org.jspecify.annotations.NullMarked;
