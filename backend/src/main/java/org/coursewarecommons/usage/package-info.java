/** What a resource is used for: usage events and ratings. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "organisation", "catalog"})
@NullMarked
package org.coursewarecommons.usage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
