/** The one place that knows the search engine: index, feed, query. Keeps no truth. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "catalog::spi",
            "sharing",
            "usage",
            "evaluation"
        })
@NullMarked
package org.coursewarecommons.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
