package org.coursewarecommons.catalog;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The district says what it no longer teaches by. */
@Service
class AdoptionService {

    private final AdoptionRows rows;
    private final Taxonomies taxonomies;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    AdoptionService(AdoptionRows rows, Taxonomies taxonomies, DomainClock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.taxonomies = taxonomies;
        this.clock = clock;
        this.events = events;
    }

    /** @throws ProblemException 403, 409 adoption-ended, 422 for an unknown code */
    @Transactional
    AdoptionRows.End end(AdoptionController.NewEnd body, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        if (!taxonomies.has(body.taxonomy(), body.code())) {
            throw ProblemException.invalid("/code", "unknown-code", body.code());
        }
        AdoptionRows.End end = new AdoptionRows.End(
                Ids.next(), body.taxonomy(), body.code(), body.lastDay(), body.reason(), clock.now(), null);
        try {
            rows.insert(end, actor.id());
        } catch (DuplicateKeyException ended) {
            throw new ProblemException(CatalogProblem.ADOPTION_ENDED);
        }
        events.publishEvent(new AdoptionChanged(end.id(), end.taxonomy(), end.code(), "ended"));
        return end;
    }

    /** @throws ProblemException 403, 404, 409 when it was revoked */
    @Transactional
    AdoptionRows.End revoke(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        AdoptionRows.End end = rows.lock(id);
        if (end.revokedAt() != null) {
            throw ProblemException.invalidTransition("REVOKED");
        }
        rows.revoke(id, actor.id(), clock.now());
        events.publishEvent(new AdoptionChanged(id, end.taxonomy(), end.code(), "revoked"));
        return rows.lock(id);
    }

    List<AdoptionRows.End> all() {
        return rows.all();
    }
}
