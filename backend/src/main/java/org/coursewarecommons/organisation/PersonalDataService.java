package org.coursewarecommons.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.PersonalData;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rights of PIPL 44–47: to see all that is kept, and to be forgotten. */
@Service
class PersonalDataService {

    private final ObjectProvider<PersonalData> keepers;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;

    PersonalDataService(ObjectProvider<PersonalData> keepers, ApplicationEventPublisher events, JdbcClient jdbc) {
        this.keepers = keepers;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Everything that names the person, by section. That it was read is itself recorded. */
    @Transactional
    Map<String, List<Map<String, Object>>> export(Actor actor) {
        requirePerson(actor);
        Map<String, List<Map<String, Object>>> all = new TreeMap<>();
        keepers.forEach(keeper -> all.putAll(keeper.of(actor.id())));
        events.publishEvent(new PersonalDataRead(actor.id()));
        return all;
    }

    /**
     * Forgets a person, in one transaction with the line that says so.
     *
     * @throws ProblemException 404 for nobody, 409 with what must be settled first
     */
    @Transactional
    void erase(UUID personId, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        if (actor.id().equals(personId)) {
            throw new ProblemException(OrganisationProblem.OWN_ERASURE);
        }
        requireKnown(personId);
        List<Fault> open = new ArrayList<>();
        keepers.forEach(keeper -> keeper.unsettled(personId)
                .forEach((kind, count) -> open.add(Fault.of("/" + kind, "unsettled", count))));
        if (!open.isEmpty()) {
            throw ProblemException.refused(OrganisationProblem.UNSETTLED, open);
        }
        // First the line, then the names: the verifier of the record asks for it where a name is missing.
        events.publishEvent(new PersonErased(personId));
        keepers.forEach(keeper -> keeper.erase(personId));
    }

    private void requireKnown(UUID personId) {
        boolean known = jdbc.sql(
                        "select issuer from organisation.person where id = :id and issuer <> 'erased' for update")
                .param("id", personId)
                .query(String.class)
                .optional()
                .isPresent();
        if (!known) {
            throw ProblemException.notFound();
        }
    }

    private static void requirePerson(Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
    }
}
