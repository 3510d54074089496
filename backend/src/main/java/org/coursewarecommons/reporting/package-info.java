/** The district's figures: who gives and who takes, what is covered, how fairly it reaches, what pairings do. Reads only. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "organisation", "catalog", "review", "usage", "supply"})
@NullMarked
package org.coursewarecommons.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
