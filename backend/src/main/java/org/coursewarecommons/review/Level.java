package org.coursewarecommons.review;

import org.coursewarecommons.catalog.TargetScope;

/** Who looks at a submission: its school, its collective or the district. */
enum Level {
    L1(3),
    L2(5),
    L3(7);

    private final int workingDays;

    Level(int workingDays) {
        this.workingDays = workingDays;
    }

    /** The last level on the way to a scope. */
    static Level of(TargetScope.Level scope) {
        return switch (scope) {
            case SCHOOL -> L1;
            case COLLECTIVE -> L2;
            case DISTRICT, PUBLIC -> L3;
        };
    }

    /** How long a reviewer has (DT-R5). */
    int workingDays() {
        return workingDays;
    }
}
