/** How a resource leaves the shelf: hearing, appeal, tombstone, cold storage, restoration, purge. No path goes without people. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "storage",
            "inspection",
            "catalog",
            "catalog::spi",
            "sharing",
            "usage",
            "evaluation",
            "workflow",
            "workflow::spi",
            "worklist",
            "worklist::spi"
        })
@NullMarked
package org.coursewarecommons.retirement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
