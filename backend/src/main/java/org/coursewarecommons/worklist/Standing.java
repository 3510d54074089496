package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;

/**
 * What of the worklist is open to a person, as the texts that tasks are matched with.
 *
 * @param keys {@code ROLE/SUBJECT/STAGE} for reviewers, with {@code *} for any, and {@code ROLE} for other roles
 * @param scopes where the person stands: {@code person:…}, {@code school:…}, {@code collective:…}
 * @param team may see and reassign everybody's tasks
 */
record Standing(UUID personId, Set<String> keys, Set<String> scopes, boolean team) {

    /** These are appointed for subjects and stages; every other role stands for all. */
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.EXPERT, Role.TEACHER_REVIEWER, Role.TECHNICIAN);

    private static final Set<Role> TEAM = EnumSet.of(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);

    /** Items for all stages may be reviewed by whoever reviews one of them. */
    private static final String ALL_STAGES = "COMPULSORY";

    static Standing of(UUID personId, Set<Role> roles, List<Appointment> appointments, Set<String> scopes) {
        Set<String> keys = new LinkedHashSet<>();
        for (Appointment appointment : appointments) {
            if (REVIEWERS.contains(appointment.role())) {
                keys.addAll(keys(appointment));
            }
        }
        roles.stream().filter(role -> !REVIEWERS.contains(role)).map(Role::name).forEach(keys::add);
        return new Standing(personId, keys, scopes, roles.stream().anyMatch(TEAM::contains));
    }

    /** The keys of a task, each of which opens it. */
    static List<String> openTo(Role role, String subject, String stage) {
        if (!REVIEWERS.contains(role)) {
            return List.of(role.name());
        }
        return List.of(
                role + "/" + subject + "/" + stage, role + "/*/" + stage, role + "/" + subject + "/*", role + "/*/*");
    }

    private static List<String> keys(Appointment appointment) {
        List<String> keys = new ArrayList<>();
        for (String subject : anyIfEmpty(appointment.subjects())) {
            for (String stage : anyIfEmpty(appointment.stages())) {
                keys.add(appointment.role() + "/" + subject + "/" + stage);
            }
            keys.add(appointment.role() + "/" + subject + "/" + ALL_STAGES);
        }
        return keys;
    }

    private static Set<String> anyIfEmpty(Set<String> codes) {
        return codes.isEmpty() ? Set.of("*") : codes;
    }
}
