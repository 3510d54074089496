/** Spring wiring: problem documents, JSON, argument resolvers, OpenAPI, scheduling. No domain word. */
@ApplicationModule(allowedDependencies = {"shared", "identity"})
@NullMarked
package org.coursewarecommons.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
