package org.coursewarecommons.sharing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.springframework.stereotype.Component;

/** Who answers for which scope: a collective's steward for it, the district's for the district and the world. */
@Component
class ScopeStewards {

    private final People people;
    private final Organisations organisations;

    ScopeStewards(People people, Organisations organisations) {
        this.people = people;
        this.organisations = organisations;
    }

    /** Collectives that the person is the steward of. */
    Set<UUID> collectivesOf(UUID personId) {
        return units(personId, Role.COLLECTIVE_STEWARD);
    }

    /** Whether the person administers the school. */
    boolean isAdmin(UUID personId, UUID schoolId) {
        return units(personId, Role.SCHOOL_ADMIN).contains(schoolId);
    }

    /** May ask that a resource of the school is shared more widely without being its owner. */
    boolean mayAskFor(Actor actor, UUID schoolId) {
        if (actor.has(Role.DISTRICT_STEWARD)) {
            return true;
        }
        if (actor.has(Role.SCHOOL_ADMIN) && isAdmin(actor.id(), schoolId)) {
            return true;
        }
        return actor.has(Role.COLLECTIVE_STEWARD)
                && organisations.collectivesOf(schoolId).stream().anyMatch(collectivesOf(actor.id())::contains);
    }

    /** Everybody who answers for one of the collectives, or for the district when there is none. */
    Set<UUID> of(List<UUID> collectiveIds) {
        Role role = collectiveIds.isEmpty() ? Role.DISTRICT_STEWARD : Role.COLLECTIVE_STEWARD;
        Set<UUID> persons = new HashSet<>();
        for (People.Appointee appointee : people.appointed(role)) {
            if (collectiveIds.isEmpty()
                    || appointee.appointment().organisationId() != null
                            && collectiveIds.contains(appointee.appointment().organisationId())) {
                persons.add(appointee.personId());
            }
        }
        return persons;
    }

    private Set<UUID> units(UUID personId, Role role) {
        Set<UUID> units = new HashSet<>();
        people.appointments(personId).stream()
                .filter(appointment -> appointment.role() == role && appointment.organisationId() != null)
                .forEach(appointment -> units.add(appointment.organisationId()));
        return units;
    }
}
