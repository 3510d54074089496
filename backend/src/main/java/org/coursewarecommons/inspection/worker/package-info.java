/** The checks on one untrusted file, run in a process of their own: no Spring, no database, no object store in here. */
@NullMarked
package org.coursewarecommons.inspection.worker;

import org.jspecify.annotations.NullMarked;
