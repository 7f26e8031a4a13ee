/** Socket.IO clients over WebSocket, thousands on one thread. */
@NullMarked
package io.chattr.benchmarks.client;

import org.jspecify.annotations.NullMarked;
