/** Visibility scopes of published resources, computed in one place for every door; their widening; collections. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "organisation::spi",
            "catalog",
            "catalog::spi",
            "workflow",
            "workflow::spi",
            "worklist",
            "worklist::spi"
        })
@NullMarked
package org.coursewarecommons.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
