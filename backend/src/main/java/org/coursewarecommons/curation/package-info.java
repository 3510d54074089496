/** What people make of a cycle's proposals beside retirement: recommending the best, merging twins. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "catalog::spi",
            "sharing",
            "usage",
            "evaluation",
            "retirement"
        })
@NullMarked
package org.coursewarecommons.curation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
