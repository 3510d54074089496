package org.coursewarecommons.worklist;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.jspecify.annotations.Nullable;

/**
 * What of the worklist is open to a person, as the texts that tasks are matched with.
 *
 * @param keys {@code ROLE/SUBJECT/STAGE} for experts and teachers, {@code TECHNICIAN/format} for technicians, with
 *     {@code *} for any, and {@code ROLE} for other roles
 * @param scopes where the person stands: {@code person:…}, {@code school:…}, {@code collective:…}, {@code rural-place}
 * @param team may see and reassign everybody's tasks
 * @param load what stands against another score sheet
 */
record Standing(UUID personId, Set<String> keys, Set<String> scopes, boolean team, Load load) {

    /** These are appointed for subjects and stages; every other role stands for all. */
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.EXPERT, Role.TEACHER_REVIEWER, Role.TECHNICIAN);

    private static final Set<Role> TEAM = EnumSet.of(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);

    /** Items for all stages may be reviewed by whoever reviews one of them. */
    static final String ALL_STAGES = "COMPULSORY";

    /** An item without a file is every technician's. */
    private static final String NO_FILE = "-";

    static Standing of(UUID personId, Set<Role> roles, List<Appointment> appointments, Set<String> scopes) {
        Set<String> keys = new LinkedHashSet<>();
        for (Appointment appointment : appointments) {
            if (REVIEWERS.contains(appointment.role())) {
                keys.addAll(keys(appointment));
            }
        }
        roles.stream().filter(role -> !REVIEWERS.contains(role)).map(Role::name).forEach(keys::add);
        return new Standing(personId, keys, scopes, isTeam(roles), Load.NONE);
    }

    /** A vote is nobody's load, and a second look at an own sheet nobody else could take. */
    static boolean isFree(Task task) {
        return task.form() == null || task.basedOnTaskId() != null;
    }

    static boolean isTeam(Set<Role> roles) {
        return roles.stream().anyMatch(TEAM::contains);
    }

    Standing with(Load busy) {
        return new Standing(personId, keys, scopes, team, busy);
    }

    /** The rules by which the person doesn't take the task now; a coordinator may pass over all but a leave. */
    List<String> hindrances(Task task) {
        List<String> rules = new ArrayList<>(isFree(task) ? List.of() : load.rules());
        if (task.reservedFor() != null && !scopes.contains(task.reservedFor())) {
            rules.add(task.reservedFor());
        }
        return rules;
    }

    /** The keys of a task, each of which opens it. */
    static List<String> openTo(Role role, String subject, String stage, @Nullable String format) {
        if (!REVIEWERS.contains(role)) {
            return List.of(role.name());
        }
        if (role == Role.TECHNICIAN) {
            return List.of(role + "/" + (format == null ? NO_FILE : format), role + "/*");
        }
        return List.of(
                role + "/" + subject + "/" + stage, role + "/*/" + stage, role + "/" + subject + "/*", role + "/*/*");
    }

    private static List<String> keys(Appointment appointment) {
        List<String> keys = new ArrayList<>();
        if (appointment.role() == Role.TECHNICIAN) {
            anyIfEmpty(appointment.formats()).forEach(format -> keys.add(appointment.role() + "/" + format));
            keys.add(appointment.role() + "/" + NO_FILE);
            return keys;
        }
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
