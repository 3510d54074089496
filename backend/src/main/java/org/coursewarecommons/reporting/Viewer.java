package org.coursewarecommons.reporting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Schools.School;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * For which schools somebody may read figures.
 *
 * @param schools all of the district, by id: names and classes are no secret
 * @param own those whose figures are shown
 * @param whole the whole district
 */
record Viewer(Map<UUID, School> schools, Set<UUID> own, boolean whole) {

    boolean sees(UUID schoolId) {
        return own.contains(schoolId);
    }

    List<School> ownSchools() {
        return schools.values().stream().filter(school -> sees(school.id())).toList();
    }

    int teachers() {
        return ownSchools().stream().mapToInt(School::teachers).sum();
    }

    @Nullable
    School school(UUID id) {
        return schools.get(id);
    }

    /** The district's roles see all; coordinators, stewards and school admins what they were appointed for. */
    @Component
    static class Rights {

        private final Schools schools;
        private final People people;

        Rights(Schools schools, People people) {
            this.schools = schools;
            this.people = people;
        }

        /** @throws ProblemException 403 for everybody else */
        Viewer of(Actor actor) {
            Map<UUID, School> all =
                    new HashMap<>(schools.all().stream().collect(Collectors.toMap(School::id, Function.identity())));
            if (actor.has(Role.DISTRICT_STEWARD) || actor.has(Role.COMMITTEE) || actor.has(Role.AUDITOR)) {
                return new Viewer(all, Set.copyOf(all.keySet()), true);
            }
            actor.require(Role.TOWN_COORDINATOR, Role.COLLECTIVE_STEWARD, Role.SCHOOL_ADMIN);
            Set<UUID> own = new HashSet<>();
            for (Appointment appointment : people.appointments(actor.id())) {
                all.values().stream()
                        .filter(school -> isOf(school, appointment))
                        .map(School::id)
                        .forEach(own::add);
            }
            if (own.isEmpty()) {
                throw ProblemException.forbidden();
            }
            return new Viewer(all, own, false);
        }

        private static boolean isOf(School school, Appointment appointment) {
            UUID unit = appointment.organisationId();
            return switch (appointment.role()) {
                case TOWN_COORDINATOR -> school.townId().equals(unit);
                case COLLECTIVE_STEWARD ->
                    unit != null && school.collectiveIds().contains(unit);
                case SCHOOL_ADMIN -> school.id().equals(unit);
                default -> false;
            };
        }
    }
}
