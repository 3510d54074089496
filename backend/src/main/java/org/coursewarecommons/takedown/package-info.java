/** Serious reports about resources: suspended at once, decided by people within five working days. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "catalog::spi",
            "usage",
            "retirement",
            "review::spi",
            "workflow",
            "workflow::spi",
            "worklist",
            "worklist::spi"
        })
@NullMarked
package org.coursewarecommons.takedown;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
