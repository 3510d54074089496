/** The district: towns, schools, groups, alliances, pairings, persons and their appointments. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "identity::spi"})
@NullMarked
package org.coursewarecommons.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
