package org.coursewarecommons.evaluation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.organisation.Schools.School;

/**
 * How many teachers could use an item. Nobody records who teaches what, so the teachers of a school are spread over its
 * grades evenly and over subjects by their share of all lessons.
 */
final class Staffing {

    private static final List<String> PRIMARY = List.of("G01", "G02", "G03", "G04", "G05", "G06");
    private static final List<String> JUNIOR = List.of("G07", "G08", "G09");

    private final EffectConfiguration configuration;
    private final Map<UUID, School> schools;
    private final Map<UUID, Set<UUID>> circles = new HashMap<>();
    private final Map<String, Teachers> known = new HashMap<>();

    Staffing(Collection<School> schools, EffectConfiguration configuration) {
        this.configuration = configuration;
        this.schools = schools.stream().collect(Collectors.toMap(School::id, school -> school));
        Map<UUID, Set<UUID>> members = new HashMap<>();
        for (School school : schools) {
            school.collectiveIds().forEach(id -> members.computeIfAbsent(id, key -> new TreeSet<>())
                    .add(school.id()));
        }
        for (School school : schools) {
            Set<UUID> circle = new TreeSet<>(Set.of(school.id()));
            school.collectiveIds().forEach(id -> circle.addAll(members.getOrDefault(id, Set.of())));
            circles.put(school.id(), circle);
        }
    }

    /**
     * @param count teachers who could use it in any one week
     * @param schools at which there is one
     * @param rural share of the teachers who work at rural schools
     */
    record Teachers(double count, int schools, double rural) {}

    /** By school, those that stand in a collective with it, itself included. */
    Map<UUID, Set<UUID>> circles() {
        return circles;
    }

    Set<UUID> ruralSchools() {
        return schools.values().stream()
                .filter(school -> "RURAL".equals(school.area()))
                .map(School::id)
                .collect(Collectors.toSet());
    }

    /** @param scopes of the item, as sharing names them; @param grades empty means all */
    Teachers of(Set<String> scopes, String subject, Collection<String> grades) {
        String key = String.join(",", new TreeSet<>(scopes)) + "|" + subject + "|" + new TreeSet<>(grades);
        return known.computeIfAbsent(key, name -> sum(scopes, subject, grades));
    }

    private Teachers sum(Set<String> scopes, String subject, Collection<String> grades) {
        double share = configuration.teachingShares().getOrDefault(subject, configuration.otherShare());
        double all = 0;
        double rural = 0;
        int places = 0;
        for (School school : schools.values()) {
            double part = offered(school, grades);
            if (part > 0 && reaches(scopes, school)) {
                double teachers = school.teachers() * share * part;
                all += teachers;
                rural += "RURAL".equals(school.area()) ? teachers : 0;
                places++;
            }
        }
        return new Teachers(all, places, all == 0 ? 0 : rural / all);
    }

    /** The part of a school's grades that an item is for. */
    private static double offered(School school, Collection<String> grades) {
        List<String> own =
                switch (school.type()) {
                    case "PRIMARY" -> PRIMARY;
                    case "JUNIOR" -> JUNIOR;
                    default -> Stream.concat(PRIMARY.stream(), JUNIOR.stream()).toList();
                };
        if (grades.isEmpty()) {
            return 1;
        }
        return (double) own.stream().filter(grades::contains).count() / own.size();
    }

    private static boolean reaches(Set<String> scopes, School school) {
        return scopes.contains("district")
                || scopes.contains("public")
                || scopes.contains("school:" + school.id())
                || school.collectiveIds().stream().anyMatch(id -> scopes.contains("collective:" + id));
    }
}
