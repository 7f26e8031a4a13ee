/** How calls come in and answers go out over HTTP, on Undertow; knows nothing of chatting. */
@NullMarked
package io.chattr.adapter.rest.http;

import org.jspecify.annotations.NullMarked;
