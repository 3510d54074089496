package org.coursewarecommons.reporting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where on a figure is an alert (DOMAIN 5.1), and how small a school may be before its own figures are hidden. All
 * of them are proposals, so a district can set its own.
 *
 * @param leastTeachers schools with fewer are never shown alone
 */
@ConfigurationProperties("courseware.reporting")
record ReportingProperties(
        @DefaultValue("0.70") double leastRuralBenefit,
        @DefaultValue("0.85") double mostUrbanToRural,
        @DefaultValue("0.15") double leastRuralExport,
        @DefaultValue("0.20") double leastCrossCollective,
        @DefaultValue("0.85") double leastCoverage,
        @DefaultValue("0.40") double mostGini,
        @DefaultValue("0.05") double mostZeroUse,
        @DefaultValue("0.60") double mostVariation,
        @DefaultValue("0.15") double mostAcceptanceGap,
        @DefaultValue("0.40") double leastOutsideReviewers,
        @DefaultValue("0.50") double leastEventsHeld,
        @DefaultValue("5") int leastTeachers) {}
