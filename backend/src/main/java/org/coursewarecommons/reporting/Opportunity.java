package org.coursewarecommons.reporting;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.supply.Shelf.Stock;
import org.coursewarecommons.supply.TeacherEstimate;
import org.jspecify.annotations.Nullable;

/**
 * How much a school could have used, in teacher-weeks (DOMAIN 4.4): for each item in a scope where the school stands, its
 * estimated teachers of that subject and grades, times the weeks in which the item was live and in season. Editions and
 * authors are not taken out.
 */
final class Opportunity {

    private final Map<UUID, School> schools;
    private final Map<String, Map<UUID, Double>> teachers = new HashMap<>();
    private final Map<UUID, Set<String>> scopes = new HashMap<>();

    Opportunity(Map<UUID, School> schools) {
        this.schools = schools;
        schools.values().forEach(school -> scopes.put(school.id(), scopes(school)));
    }

    /** By school; all that can use anything. */
    Map<UUID, Double> of(Collection<Stock> stock) {
        Map<UUID, Double> weeks = new HashMap<>();
        for (Stock items : stock) {
            double itemWeeks = (double) items.weeks() * items.items();
            teachers(items.subject(), items.grades()).forEach((school, count) -> {
                if (items.scopes().stream().anyMatch(scopes.get(school)::contains)) {
                    weeks.merge(school, count * itemWeeks, Double::sum);
                }
            });
        }
        return weeks;
    }

    private Map<UUID, Double> teachers(@Nullable String subject, Set<String> grades) {
        return teachers.computeIfAbsent(subject + " " + grades.stream().sorted().toList(), key -> {
            Map<UUID, Double> counts = new HashMap<>();
            schools.values().forEach(school -> {
                double count = TeacherEstimate.of(school, subject, grades);
                if (count > 0) {
                    counts.put(school.id(), count);
                }
            });
            return counts;
        });
    }

    private static Set<String> scopes(School school) {
        Set<String> names = new HashSet<>(Set.of("public", "district", "school:" + school.id()));
        school.collectiveIds().forEach(id -> names.add("collective:" + id));
        return names;
    }
}
