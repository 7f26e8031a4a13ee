/** Contract tests for every port, and fixtures to write tests with. */
@NullMarked
package io.chattr.testkit;

import org.jspecify.annotations.NullMarked;
