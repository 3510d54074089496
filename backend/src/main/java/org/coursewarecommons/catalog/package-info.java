/** The resource: metadata, taxonomy, versions, life cycle, files of a version. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "organisation::spi",
            "storage",
            "storage::spi",
            "inspection"
        })
@NullMarked
package org.coursewarecommons.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
