package org.coursewarecommons.supply;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.organisation.Term;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is looked for.
 *
 * @param personId whose own works are left out
 * @param cells subject and grade, with a slash between them
 * @param editions the same with an edition behind it: what the district has adopted, or what was asked for
 * @param term to prepare lessons for; null without a calendar
 * @param week of it, from 1
 * @param scopes where the caller stands
 * @param leads lead schools of the school's collectives
 * @param paired schools paired with it
 * @param colleagues schools of its collectives
 * @param used what is known already
 */
record Need(
        Basis basis,
        UUID personId,
        Set<String> cells,
        Set<String> editions,
        @Nullable Term term,
        int week,
        Set<String> scopes,
        Set<UUID> leads,
        Set<UUID> paired,
        Set<UUID> colleagues,
        Map<UUID, School> schools,
        Set<UUID> used,
        boolean school) {

    /** Where subjects and grades come from. */
    enum Basis {
        /** Asked for. */
        PARAMETERS,
        /** What the person is appointed for. */
        APPOINTMENT,
        /** What the person used so far. */
        USE,
        /** What the school teaches. */
        SCHOOL
    }

    static String cell(String subject, String grade) {
        return subject + "/" + grade;
    }

    List<String> subjects() {
        return cells.stream()
                .map(cell -> cell.substring(0, cell.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    List<String> grades() {
        return cells.stream()
                .map(cell -> cell.substring(cell.indexOf('/') + 1))
                .distinct()
                .sorted()
                .toList();
    }
}
