package org.coursewarecommons.review;

import org.coursewarecommons.catalog.TargetScope;

/** Who looks at a submission: its school, its collective or the district (DOMAIN 3.2). */
enum Level {
    L1,
    L2,
    L3;

    private static final String MINOR = "MINOR";

    /** The last level on the way to a scope. */
    static Level of(TargetScope.Level scope) {
        return switch (scope) {
            case SCHOOL -> L1;
            case COLLECTIVE -> L2;
            case DISTRICT, PUBLIC -> L3;
        };
    }

    /**
     * Where the way begins: a minor version is looked at by the last level alone, unless it is for the city.
     *
     * @param versionKind MAJOR or MINOR
     */
    static Level first(TargetScope.Level scope, String versionKind) {
        return versionKind.equals(MINOR) && scope != TargetScope.Level.PUBLIC ? of(scope) : L1;
    }

    /** @throws IllegalStateException above L3 */
    Level next() {
        return switch (this) {
            case L1 -> L2;
            case L2 -> L3;
            case L3 -> throw new IllegalStateException("no level above " + this);
        };
    }
}
