/**
 * The district's figures: who gives and who takes, what is covered, how fairly it reaches, what pairings do,
 * what became of the shelf and whether reviewers foresaw it. Reads only.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "identity",
            "organisation",
            "catalog",
            "review",
            "usage",
            "supply",
            "evaluation",
            "retirement"
        })
@NullMarked
package org.coursewarecommons.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
