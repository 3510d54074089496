package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Who may edit which part of the structure: the district's steward all of it, a collective's steward its members and
 * pairings, a school's admin its classes. A token's role opens nothing here without an appointment to that unit.
 */
@Component
class StructureRights {

    private final People people;

    StructureRights(People people) {
        this.people = people;
    }

    /** @throws ProblemException 403 */
    void requireDistrict(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
    }

    /** @throws ProblemException 403 */
    void requireCollective(Actor actor, UUID collectiveId) {
        if (!actor.has(Role.DISTRICT_STEWARD) && !isAppointed(actor, Role.COLLECTIVE_STEWARD, collectiveId)) {
            throw ProblemException.forbidden();
        }
    }

    /** @throws ProblemException 403 */
    void requireSchool(Actor actor, UUID schoolId) {
        if (!actor.has(Role.DISTRICT_STEWARD) && !isAppointed(actor, Role.SCHOOL_ADMIN, schoolId)) {
            throw ProblemException.forbidden();
        }
    }

    private boolean isAppointed(Actor actor, Role role, UUID unitId) {
        return actor.has(role)
                && people.appointments(actor.id()).stream()
                        .anyMatch(appointment ->
                                appointment.role() == role && unitId.equals(appointment.organisationId()));
    }
}
