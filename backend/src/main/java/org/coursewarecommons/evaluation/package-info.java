/** What each term made of each resource: peer groups, the effect index, and the verdict that the system proposes. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "sharing",
            "usage",
            "review",
            "workflow",
            "workflow::spi"
        })
@NullMarked
package org.coursewarecommons.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
