/** The record of every auditable event: listens inside the caller's transaction and knows no other module. */
@ApplicationModule(allowedDependencies = {"shared", "identity"})
@NullMarked
package org.coursewarecommons.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
