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
 */
public record Appointment(Role role, @Nullable UUID organisationId, Set<String> subjects, Set<String> stages) {

    public Appointment {
        subjects = Set.copyOf(subjects);
        stages = Set.copyOf(stages);
    }

    /** COMPULSORY items span the stages, so whoever may review one of them may review these. */
    public boolean covers(String subject, String stage) {
        return (subjects.isEmpty() || subjects.contains(subject))
                && (stages.isEmpty() || stages.contains(stage) || stage.equals("COMPULSORY"));
    }
}
