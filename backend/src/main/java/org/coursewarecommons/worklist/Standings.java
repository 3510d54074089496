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

    private static final Set<String> COUNTRY = Set.of("TOWN", "RURAL");

    private final People people;
    private final Organisations organisations;
    private final Loads loads;

    Standings(People people, Organisations organisations, Loads loads) {
        this.people = people;
        this.organisations = organisations;
        this.loads = loads;
    }

    Standing of(Actor actor) {
        List<Appointment> appointments = actor.isClient() ? List.of() : people.appointments(actor.id());
        return Standing.of(actor.id(), actor.roles(), appointments, scopes(actor.id(), actor.schoolId()))
                .with(load(actor.id(), appointments));
    }

    /** For somebody who isn't calling: roles by appointment alone. */
    Standing of(UUID personId) {
        PersonSummary person = people.byIds(Set.of(personId)).get(personId);
        List<Appointment> appointments = people.appointments(personId);
        return Standing.of(
                        personId,
                        roles(appointments),
                        appointments,
                        scopes(personId, person == null ? null : person.schoolId()))
                .with(load(personId, appointments));
    }

    /** What stands against one more task for the caller; looks at no more than the task asks for. */
    List<String> hindrances(Actor actor, Task task) {
        Standing nowhere = Standing.of(actor.id(), actor.roles(), List.of(), Set.of());
        List<Appointment> appointments =
                Standing.isFree(task) || actor.isClient() ? List.of() : people.appointments(actor.id());
        Standing standing = task.reservedFor() == null
                ? nowhere
                : Standing.of(actor.id(), actor.roles(), List.of(), scopes(actor.id(), actor.schoolId()));
        return (Standing.isFree(task) ? standing : standing.with(load(actor.id(), appointments))).hindrances(task);
    }

    boolean isTeam(Actor actor) {
        return Standing.isTeam(actor.roles());
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
            organisations
                    .find(schoolId)
                    .filter(school -> school.area() != null && COUNTRY.contains(school.area()))
                    .ifPresent(school -> scopes.add(Worklist.RURAL_PLACE));
        }
        return scopes;
    }

    private Load load(UUID personId, List<Appointment> appointments) {
        Loads.Desk desk = loads.of(personId);
        return new Load(
                desk.open(),
                desk.overdue(),
                capacity(appointments),
                people.absence(personId).isPresent());
    }

    /** Of several appointments the most generous counts. */
    static int capacity(List<Appointment> appointments) {
        return appointments.stream().mapToInt(Appointment::capacity).max().orElse(Appointment.MOST_TASKS);
    }

    private static Set<Role> roles(List<Appointment> appointments) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        appointments.forEach(appointment -> roles.add(appointment.role()));
        return roles;
    }
}
