/** Rubrics, score sheets, decisions: what the steps of the review process do. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "catalog::spi",
            "inspection",
            "sharing",
            "sharing::spi",
            "workflow",
            "workflow::spi",
            "worklist",
            "worklist::spi"
        })
@NullMarked
package org.coursewarecommons.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
