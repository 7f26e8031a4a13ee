/** What decides over a request to an Engine.IO endpoint, apart from any HTTP server. */
@NullMarked
package io.chattr.adapter.websocket.engineio.request;

import org.jspecify.annotations.NullMarked;
