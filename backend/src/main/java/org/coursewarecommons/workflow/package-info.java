/** The one place that knows the process engine: starts and correlates processes, completes tasks, tells what became of them. */
@ApplicationModule(allowedDependencies = {"shared", "identity"})
@NullMarked
package org.coursewarecommons.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
