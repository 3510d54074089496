package org.coursewarecommons.localstack.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * A resource as the simulation sees it.
 *
 * @param key its key in the seeds; the system's id is found by it
 * @param owner code of its author
 * @param scope DISTRICT, COLLECTIVE or SCHOOL
 * @param scenario what it stands for in the seeds; empty for most
 * @param quality hidden from the system: how good it is, 0–1
 * @param weight how many visits it gets, against the others
 * @param season Mondays of the weeks in which it can be taught, once it is published
 * @param around Mondays of the other teaching weeks, once it is published
 */
record Item(
        String key,
        String owner,
        String scope,
        String scenario,
        double quality,
        double weight,
        List<LocalDate> season,
        List<LocalDate> around) {

    Item {
        season = List.copyOf(season);
        around = List.copyOf(around);
    }

    boolean is(String name) {
        return scenario.equals(name);
    }
}
