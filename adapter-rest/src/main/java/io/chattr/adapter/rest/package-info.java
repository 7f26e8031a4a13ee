/** The HTTP interface, on Undertow. */
@NullMarked
package io.chattr.adapter.rest;

import org.jspecify.annotations.NullMarked;
