package org.coursewarecommons.curation;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.Twins;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.retirement.Burials;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.usage.UsageFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Merging twins (DT-E1, rule 3): proposed by one steward, open to the owner's objection for five working days, carried
 * out by another one. The twin leaves a tombstone that names the one that stays, its makers stay credited there, and its
 * use stays in all sums.
 */
@Service
class MergeService {

    /** As alike as V12 calls a copy. */
    private static final double ALIKE = 0.95;

    private static final int DAYS = 5;
    private static final int PERCENT = 100;
    private static final Set<String> EVERYBODY = Set.of("district", "public");
    private static final UsageFigures.Figures UNUSED = new UsageFigures.Figures(0, 0, 0);

    private final MergeRows rows;
    private final Catalogue catalogue;
    private final Twins twins;
    private final Visibility visibility;
    private final UsageFigures usage;
    private final Nearness nearness;
    private final Burials burials;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    MergeService(
            MergeRows rows,
            Catalogue catalogue,
            Twins twins,
            Visibility visibility,
            UsageFigures usage,
            Nearness nearness,
            Burials burials,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.catalogue = catalogue;
        this.twins = twins;
        this.visibility = visibility;
        this.usage = usage;
        this.nearness = nearness;
        this.burials = burials;
        this.clock = clock;
        this.days = days;
        this.events = events;
    }

    /**
     * @throws ProblemException 403 unless a steward who stands far enough, 404 without live versions, 409 not-twins or
     *     merge-open, 422 when the one that stays is shared less widely
     */
    @Transactional
    Merge propose(UUID resourceId, UUID intoId, String reason, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Map<UUID, VersionDetail> live = catalogue.published(Set.of(resourceId, intoId));
        VersionDetail going = live.get(resourceId);
        VersionDetail staying = live.get(intoId);
        if (going == null || staying == null) {
            throw ProblemException.notFound();
        }
        if (resourceId.equals(intoId)) {
            throw ProblemException.invalid("/intoId", "merge-with-itself");
        }
        nearness.require(going, actor);
        nearness.require(staying, actor);
        double similarity = similarity(going, intoId);
        requireAsWide(resourceId, intoId);
        Instant now = clock.now();
        String title = going.metadata().title();
        Merge merge = new Merge(
                Ids.next(),
                resourceId,
                intoId,
                going.ownerId(),
                title == null ? "" : title,
                similarity,
                reason,
                Merge.State.PROPOSED,
                actor.id(),
                now,
                days.plus(now, DAYS),
                null,
                null,
                null);
        try {
            rows.insert(merge);
        } catch (DuplicateKeyException open) {
            throw new ProblemException(CurationProblem.MERGE_OPEN);
        }
        changed(merge, Merge.State.PROPOSED);
        tell("submission.merge-proposed", contributors(going), merge, staying);
        return merge;
    }

    /** The owner's answer. @throws ProblemException 404 for others, 409 unless it is open */
    @Transactional
    Merge answer(UUID id, boolean consents, @Nullable String text, Actor actor) {
        Merge merge = rows.lock(id);
        if (!merge.ownerId().equals(actor.id())) {
            throw ProblemException.notFound();
        }
        if (merge.state() != Merge.State.PROPOSED) {
            throw ProblemException.invalidTransition(merge.state());
        }
        if (!consents && (text == null || text.isBlank())) {
            throw ProblemException.invalid("/text", "required");
        }
        Merge.State state = consents ? Merge.State.CONSENTED : Merge.State.CONTESTED;
        rows.answer(id, state, text, clock.now());
        changed(merge, state);
        tell("general.merge-answered", Set.of(merge.proposedBy()), merge, null);
        return rows.find(id).orElseThrow();
    }

    /** @throws ProblemException 403, 404, 409 unless it is open */
    @Transactional
    Merge withdraw(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Merge merge = open(id);
        rows.withdraw(id);
        changed(merge, Merge.State.WITHDRAWN);
        return rows.find(id).orElseThrow();
    }

    /**
     * Another steward carries it out.
     *
     * @throws ProblemException 403, 404, 409 merge-contested, merge-too-early, not-twins any more or two-persons
     */
    @Transactional
    Merge execute(UUID id, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Merge merge = open(id);
        if (merge.proposedBy().equals(actor.id())) {
            throw ProblemException.because(CurationProblem.CURATION_CONFLICT, "acted-before");
        }
        if (merge.state() == Merge.State.PROPOSED && clock.now().isBefore(merge.answerDue())) {
            throw new ProblemException(
                    CurationProblem.MERGE_TOO_EARLY, merge.answerDue().toString());
        }
        Map<UUID, VersionDetail> live = catalogue.published(Set.of(merge.resourceId(), merge.intoId()));
        VersionDetail going = live.get(merge.resourceId());
        VersionDetail staying = live.get(merge.intoId());
        if (going == null || staying == null) {
            throw ProblemException.notFound();
        }
        nearness.require(going, actor);
        nearness.require(staying, actor);
        // Either can have changed since it was proposed.
        similarity(going, merge.intoId());
        requireAsWide(merge.resourceId(), merge.intoId());
        UsageFigures.Figures figures = usage.of(List.of(merge.resourceId())).getOrDefault(merge.resourceId(), UNUSED);
        rows.execute(id, actor.id(), clock.now(), credits(going), figures);
        burials.bury(new Burials.Burial(
                going.versionId(),
                "MERGED",
                merge.reason(),
                merge.id(),
                Role.DISTRICT_STEWARD.name(),
                Set.of(merge.proposedBy(), actor.id()),
                List.of(merge.intoId()),
                "NONE"));
        changed(merge, Merge.State.MERGED);
        tell("submission.merged", contributors(going), merge, staying);
        tell("submission.merged-into", contributors(staying), merge, staying);
        return rows.find(id).orElseThrow();
    }

    private Merge open(UUID id) {
        Merge merge = rows.lock(id);
        if (merge.state() == Merge.State.CONTESTED) {
            throw new ProblemException(CurationProblem.MERGE_CONTESTED);
        }
        if (!merge.state().isOpen()) {
            throw ProblemException.invalidTransition(merge.state());
        }
        return merge;
    }

    private double similarity(VersionDetail going, UUID intoId) {
        double found = twins.of(going).stream()
                .filter(twin -> twin.resourceId().equals(intoId))
                .mapToDouble(twin -> twin.exact() ? 1 : twin.score())
                .max()
                .orElse(0);
        if (found < ALIKE) {
            throw new ProblemException(
                    CurationProblem.NOT_TWINS, Math.round(found * PERCENT), Math.round(ALIKE * PERCENT));
        }
        return found;
    }

    /** Nobody loses something that they could use. */
    private void requireAsWide(UUID resourceId, UUID intoId) {
        Map<UUID, Set<String>> scopes = visibility.scopesOf(Set.of(resourceId, intoId));
        Set<String> there = scopes.getOrDefault(intoId, Set.of());
        Set<String> here = new HashSet<>(scopes.getOrDefault(resourceId, Set.of()));
        here.removeAll(there);
        if (!there.contains("public") && here.contains("public")
                || !here.isEmpty() && Collections.disjoint(there, EVERYBODY)) {
            throw ProblemException.invalid("/intoId", "merge-narrows");
        }
    }

    private static List<MergeRows.Credit> credits(VersionDetail version) {
        List<ResourceMetadata.Contributor> contributors = version.metadata().contributors();
        return contributors == null
                ? List.of()
                : contributors.stream()
                        .map(person -> new MergeRows.Credit(person.name(), person.role()))
                        .toList();
    }

    private static Set<UUID> contributors(VersionDetail version) {
        Set<UUID> persons = new HashSet<>(version.contributorIds());
        persons.add(version.ownerId());
        return persons;
    }

    private void changed(Merge merge, Merge.State state) {
        events.publishEvent(new MergeChanged(merge.resourceId(), merge.id(), merge.intoId(), state.name()));
    }

    private void tell(String topic, Set<UUID> recipients, Merge merge, @Nullable VersionDetail staying) {
        String other = staying == null ? null : staying.metadata().title();
        events.publishEvent(new DomainEvent.Notice(
                topic,
                recipients,
                merge.id(),
                "/merges/" + merge.id(),
                List.of(merge.title(), other == null ? "" : other)));
    }
}
