/** Messages from socket to socket, through a whole server. */
@NullMarked
package io.chattr.benchmarks.sockets;

import org.jspecify.annotations.NullMarked;
