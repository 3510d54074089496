/** The embedded parts of a development machine behind one command line: for the demo and for tests, never in production. */
@NullMarked
package org.coursewarecommons.localstack;

import org.jspecify.annotations.NullMarked;
