package org.coursewarecommons.worklist.spi;

import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants a task, or is to get it.
 *
 * @param schoolId null for staff of the district
 * @param roles from appointments, and from the token when the person calls
 */
public record Candidate(UUID personId, @Nullable UUID schoolId, Set<Role> roles) {

    public Candidate {
        roles = Set.copyOf(roles);
    }
}
