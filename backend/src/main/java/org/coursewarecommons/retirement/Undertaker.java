package org.coursewarecommons.retirement;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.catalog.ResourceBytes;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.storage.ColdStorage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Retires a version, sets its tombstone and puts its bytes away; and takes all of that back. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Undertaker implements Burials {

    /** Files of retired resources are kept that long (DOMAIN 4.9). */
    private static final Period RETENTION = Period.ofMonths(24);
    /** Files that may not be shown any more: as long as the law asks for network records. */
    private static final Period LEGAL_HOLD = Period.ofMonths(6);

    private static final int TWO = 2;

    private final VersionLifecycle lifecycle;
    private final Visibility visibility;
    private final TombstoneRows tombstones;
    private final HearingRows hearings;
    private final HearingLapses lapses;
    private final ResourceBytes bytes;
    private final ColdStorage cold;
    private final ReasonCodes reasons;
    private final DomainClock clock;
    private final WorkingDays days;
    private final ApplicationEventPublisher events;

    Undertaker(
            VersionLifecycle lifecycle,
            Visibility visibility,
            TombstoneRows tombstones,
            HearingRows hearings,
            HearingLapses lapses,
            ResourceBytes bytes,
            ColdStorage cold,
            ReasonCodes reasons,
            DomainClock clock,
            WorkingDays days,
            ApplicationEventPublisher events) {
        this.lifecycle = lifecycle;
        this.visibility = visibility;
        this.tombstones = tombstones;
        this.hearings = hearings;
        this.lapses = lapses;
        this.bytes = bytes;
        this.cold = cold;
        this.reasons = reasons;
        this.clock = clock;
        this.days = days;
        this.events = events;
    }

    @Override
    public void bury(Burial burial) {
        if (burial.carriedOutBy().size() < TWO) {
            throw new ProblemException(RetirementProblem.TWO_PERSONS);
        }
        reasons.require(burial.reasonCode());
        VersionDetail version = lifecycle.lock(burial.versionId());
        lifecycle.retire(version.versionId());
        set(version, burial, clock.now());
        hearings.open(version.resourceId()).stream()
                .filter(open -> !open.id().equals(burial.decisionId()))
                .forEach(open -> lapses.lapse(open, "retired-otherwise"));
        events.publishEvent(new ResourceRetired(
                version.resourceId(), version.versionId(), burial.reasonCode(), burial.decisionId()));
    }

    /** For what was retired in another system: nobody here decided it. */
    void mark(UUID versionId, String reasonCode) {
        VersionDetail version = lifecycle.lock(versionId);
        if (tombstones.find(version.resourceId()).isEmpty()) {
            set(version, new Burial(versionId, reasonCode, null, versionId, "", Set.of(), List.of(), "NONE"), null);
            events.publishEvent(new ResourceRetired(version.resourceId(), versionId, reasonCode, null));
        }
    }

    /** The scopes of what was taken over, which come after its state. */
    void scopes(UUID resourceId, Set<String> scopes) {
        tombstones.find(resourceId).filter(row -> row.scopes().isEmpty()).ifPresent(row -> {
            tombstones.scopes(row.id(), scopes);
            tombstones.widest(row.id(), widest(scopes));
        });
    }

    /** The bytes of a retired resource are wanted again. */
    void thaw(UUID resourceId) {
        cold.thaw(held(resourceId));
    }

    /** A new version is live: the tombstone that stood there goes. @return false when none did */
    boolean restored(UUID resourceId, UUID versionId) {
        Optional<TombstoneRows.Row> stone = tombstones.lock(resourceId);
        stone.ifPresent(row -> {
            tombstones.restored(row.id(), clock.now());
            cold.thaw(row.sha256());
            events.publishEvent(new ResourceRestored(resourceId, versionId));
        });
        return stone.isPresent();
    }

    /** @param decidedAt null for another system's decision, whose day nobody knows */
    private void set(VersionDetail version, Burial burial, @Nullable Instant decidedAt) {
        Instant retiredAt = decidedAt == null ? clock.now() : decidedAt;
        Set<String> scopes =
                visibility.scopesOf(List.of(version.resourceId())).getOrDefault(version.resourceId(), Set.of());
        ResourceMetadata metadata = version.metadata();
        Set<String> held = held(version.resourceId());
        tombstones.insert(new TombstoneRows.Row(
                Ids.next(),
                version.resourceId(),
                version.versionId(),
                version.ownerId(),
                version.schoolId(),
                String.valueOf(metadata.title()),
                metadata.type(),
                metadata.subject(),
                metadata.grades() == null ? List.of() : metadata.grades(),
                widest(scopes),
                List.copyOf(scopes),
                version.publishedAt(),
                retiredAt,
                burial.reasonCode(),
                burial.publicNote(),
                decidedAt == null ? null : burial.decisionId(),
                decidedAt == null ? null : burial.decidedByRole(),
                burial.replacements(),
                burial.appealState(),
                version.files().stream()
                        .map(VersionDetail.VersionFile::sha256)
                        .distinct()
                        .toList(),
                retiredAt
                        .atZone(days.zone())
                        .plus(ReasonCodes.isMinimal(burial.reasonCode()) ? LEGAL_HOLD : RETENTION)
                        .toInstant(),
                null));
        held.removeAll(bytes.neededElsewhere(version.resourceId(), held));
        cold.freeze(held);
    }

    private Set<String> held(UUID resourceId) {
        Set<String> held = new TreeSet<>();
        bytes.of(resourceId).forEach(file -> held.add(file.sha256()));
        return held;
    }

    static String widest(Set<String> scopes) {
        if (scopes.contains("public")) {
            return TargetScope.Level.PUBLIC.name();
        }
        if (scopes.contains("district")) {
            return TargetScope.Level.DISTRICT.name();
        }
        return scopes.stream().anyMatch(scope -> scope.startsWith("collective:"))
                ? TargetScope.Level.COLLECTIVE.name()
                : TargetScope.Level.SCHOOL.name();
    }
}
