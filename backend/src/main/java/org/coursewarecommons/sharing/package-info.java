/** Visibility scopes of published resources, computed in one place for every door. */
@ApplicationModule(
        allowedDependencies = {"shared", "identity", "organisation", "organisation::spi", "catalog", "catalog::spi"})
@NullMarked
package org.coursewarecommons.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
