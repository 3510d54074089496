/** Which resource should reach whom: the shelf of what is published, recommendations, gaps, commissions, following. */
@ApplicationModule(
        allowedDependencies = {"shared", "identity", "organisation", "catalog", "sharing", "usage", "search::spi"})
@NullMarked
package org.coursewarecommons.supply;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
