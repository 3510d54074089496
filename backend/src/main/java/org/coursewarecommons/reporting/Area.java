package org.coursewarecommons.reporting;

/** Class of the place a school is in (DOMAIN 1.9). */
enum Area {
    URBAN,
    TOWN,
    RURAL
}
