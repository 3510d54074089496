/** Who calls: the caller as one record made from the token, the roles, and the filter chain that every request passes. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package org.coursewarecommons.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
