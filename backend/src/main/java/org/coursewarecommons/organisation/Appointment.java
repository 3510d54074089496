package org.coursewarecommons.organisation;

import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a person is appointed to, today.
 *
 * @param organisationId where: the school, collective, town or district
 * @param subjects codes; empty means all
 * @param stages codes; empty means all
 * @param formats file extensions in lower case that a technician judges; empty means all
 * @param capacity how many tasks the person holds at most, 1–8
 */
public record Appointment(
        Role role,
        @Nullable UUID organisationId,
        Set<String> subjects,
        Set<String> stages,
        Set<String> formats,
        int capacity) {

    /** Nobody holds more open tasks (DT-R2). */
    public static final int MOST_TASKS = 8;

    public Appointment {
        subjects = Set.copyOf(subjects);
        stages = Set.copyOf(stages);
        formats = Set.copyOf(formats);
    }

    /** For all formats, with the usual capacity. */
    public Appointment(Role role, @Nullable UUID organisationId, Set<String> subjects, Set<String> stages) {
        this(role, organisationId, subjects, stages, Set.of(), MOST_TASKS);
    }

    /** COMPULSORY items span the stages, so whoever may review one of them may review these. */
    public boolean covers(String subject, String stage) {
        return (subjects.isEmpty() || subjects.contains(subject))
                && (stages.isEmpty() || stages.contains(stage) || stage.equals("COMPULSORY"));
    }

    /** @param format file extension in lower case; null for an item without a file */
    public boolean coversFormat(@Nullable String format) {
        return formats.isEmpty() || format == null || formats.contains(format);
    }
}
