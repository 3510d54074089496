/** The supervisor behind ./demo: checks, starts, watches and stops everything, and runs the journey. */
@NullMarked
package org.coursewarecommons.localstack.demo;

import org.jspecify.annotations.NullMarked;
