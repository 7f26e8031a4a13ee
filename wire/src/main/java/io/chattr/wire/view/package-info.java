/** What Chattr answers and tells: one record for each form, made of the model by {@code of}. */
@NullMarked
package io.chattr.wire.view;

import org.jspecify.annotations.NullMarked;
