/** What every module needs and nobody owns: identifiers, pages, problems, preconditions, idempotency, time and the base of domain events. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.coursewarecommons.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
