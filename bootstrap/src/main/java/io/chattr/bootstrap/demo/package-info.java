/** A server to look at: people who are made up, what they have said, and how to log in as them. */
@NullMarked
package io.chattr.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
