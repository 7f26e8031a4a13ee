/** What Chattr says in JSON: views of the model, and their codec. */
@NullMarked
package io.chattr.wire;

import org.jspecify.annotations.NullMarked;
