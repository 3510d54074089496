/** Processes of the operating system: pid files, orphans of a killed run, and a guardian for the next kill. */
@NullMarked
package org.coursewarecommons.localstack.process;

import org.jspecify.annotations.NullMarked;
