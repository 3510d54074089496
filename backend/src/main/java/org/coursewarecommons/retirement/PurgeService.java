package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.ResourceBytes;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.storage.ColdStorage;
import org.coursewarecommons.storage.Holdings;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Destroys the bytes of what was retired, after the time for which they are kept and with two persons' consent. */
@Service
class PurgeService {

    private final PurgeRows purges;
    private final TombstoneRows tombstones;
    private final VersionLifecycle lifecycle;
    private final ResourceBytes bytes;
    private final ColdStorage cold;
    private final Holdings holdings;
    private final Inspections inspections;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    PurgeService(
            PurgeRows purges,
            TombstoneRows tombstones,
            VersionLifecycle lifecycle,
            ResourceBytes bytes,
            ColdStorage cold,
            Holdings holdings,
            Inspections inspections,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.purges = purges;
        this.tombstones = tombstones;
        this.lifecycle = lifecycle;
        this.bytes = bytes;
        this.cold = cold;
        this.holdings = holdings;
        this.inspections = inspections;
        this.clock = clock;
        this.days = days;
        this.events = events;
    }

    /** A purge that was carried out, with the blobs that went. */
    record Carried(PurgeRows.Purge purge, Set<String> given) {}

    /** @throws ProblemException 403, 404 without a tombstone, 409 before the time or when it was asked for already */
    @Transactional
    PurgeRows.Purge ask(UUID resourceId, String reason, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        TombstoneRows.Row tombstone = tombstones.lock(resourceId).orElseThrow(ProblemException::notFound);
        requireDue(tombstone);
        UUID id = Ids.next();
        try {
            purges.insert(id, tombstone, actor.id(), reason);
        } catch (DuplicateKeyException askedAlready) {
            throw new ProblemException(RetirementProblem.PURGE_OPEN);
        }
        events.publishEvent(new PurgeAsked(id, resourceId));
        return purges.find(id).orElseThrow();
    }

    /** By another person. @throws ProblemException 403 for the one who asked, 404, 409 */
    @Transactional
    Carried consent(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        PurgeRows.Purge purge = purges.lock(id);
        if (purge.askedBy().equals(actor.id())) {
            throw new ProblemException(RetirementProblem.TWO_PERSONS);
        }
        if (purge.state() != PurgeRows.State.ASKED) {
            throw ProblemException.invalidTransition(purge.state());
        }
        TombstoneRows.Row tombstone = tombstones
                .lock(purge.resourceId())
                .filter(row -> row.id().equals(purge.tombstoneId()))
                .orElseThrow(() -> ProblemException.invalidTransition("RESTORED"));
        requireDue(tombstone);
        List<ResourceBytes.Held> held = bytes.of(purge.resourceId());
        lifecycle.purge(tombstone.versionId());
        Set<String> given = new TreeSet<>();
        held.forEach(file -> given.add(file.sha256()));
        given.removeAll(bytes.neededElsewhere(purge.resourceId(), given));
        given.addAll(
                inspections.forget(held.stream().map(ResourceBytes.Held::fileId).toList()));
        int destroyed = cold.giveUp(given);
        held.forEach(file -> holdings.review(tombstone.ownerId(), file.sha256()));
        tombstones.purged(tombstone.id(), clock.now());
        purges.consented(id, actor.id(), destroyed);
        events.publishEvent(new ResourcePurged(purge.resourceId(), id, destroyed));
        return new Carried(purges.find(id).orElseThrow(), given);
    }

    /** After the transaction: what the store does not take away now, its sweep does later. */
    void remove(Carried carried) {
        cold.removeGivenUp(carried.given());
    }

    private void requireDue(TombstoneRows.Row tombstone) {
        if (tombstone.purgedAt() != null) {
            throw ProblemException.invalidTransition(PurgeRows.State.PURGED);
        }
        if (clock.now().isBefore(tombstone.retentionUntil())) {
            throw new ProblemException(RetirementProblem.RETENTION_RUNS, days.dayOf(tombstone.retentionUntil()));
        }
    }
}
