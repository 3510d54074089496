package org.coursewarecommons.worklist;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.spi.Candidate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out where persons stand today. */
@Component
class Standings {

    private final People people;
    private final Organisations organisations;

    Standings(People people, Organisations organisations) {
        this.people = people;
        this.organisations = organisations;
    }

    Standing of(Actor actor) {
        List<Appointment> appointments = actor.isClient() ? List.of() : people.appointments(actor.id());
        return Standing.of(actor.id(), actor.roles(), appointments, scopes(actor.id(), actor.schoolId()));
    }

    /** For somebody who isn't calling: roles by appointment alone. */
    Standing of(UUID personId) {
        PersonSummary person = people.byIds(Set.of(personId)).get(personId);
        List<Appointment> appointments = people.appointments(personId);
        return Standing.of(
                personId,
                roles(appointments),
                appointments,
                scopes(personId, person == null ? null : person.schoolId()));
    }

    Candidate candidate(Actor actor) {
        return new Candidate(actor.id(), actor.schoolId(), actor.roles());
    }

    /** @throws ProblemException 422 when nobody has this id */
    Candidate candidate(UUID personId) {
        PersonSummary person = people.byIds(Set.of(personId)).get(personId);
        if (person == null) {
            throw ProblemException.invalid("/personId", "unknown-person");
        }
        return new Candidate(personId, person.schoolId(), roles(people.appointments(personId)));
    }

    Map<UUID, PersonSummary> names(Set<UUID> ids) {
        return people.byIds(ids);
    }

    private Set<String> scopes(UUID personId, @Nullable UUID schoolId) {
        Set<String> scopes = new HashSet<>();
        scopes.add("person:" + personId);
        if (schoolId != null) {
            scopes.add("school:" + schoolId);
            organisations.collectivesOf(schoolId).forEach(id -> scopes.add("collective:" + id));
        }
        return scopes;
    }

    private static Set<Role> roles(List<Appointment> appointments) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        appointments.forEach(appointment -> roles.add(appointment.role()));
        return roles;
    }
}
