package org.coursewarecommons.identity;

import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Controllers take it as a parameter; no other code sees the token.
 *
 * @param id of the person, or of the school's system
 * @param schoolId null for staff of the district
 * @param roles from the token and from appointments
 */
public record Actor(UUID id, String issuer, String subject, String name, @Nullable UUID schoolId, Set<Role> roles) {

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** A school's own system rather than a person. */
    public boolean isClient() {
        return has(Role.SCHOOL_CLIENT);
    }

    /** @throws ProblemException 403 when the caller holds none of the roles */
    public void require(Role... anyOf) {
        for (Role role : anyOf) {
            if (has(role)) {
                return;
            }
        }
        throw ProblemException.forbidden();
    }
}
