package org.coursewarecommons.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.OncePerTransaction;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one place where a version changes its state. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class LifecycleService implements VersionLifecycle {

    private static final Set<VersionState> LIVE = EnumSet.of(VersionState.PUBLISHED, VersionState.PROBATION);

    private final Versions versions;
    private final Details details;
    private final SubmissionCheck check;
    private final ApplicationEventPublisher events;
    /** Whoever holds a version is the only one who moves it: the steps of one transaction read it once. */
    private final OncePerTransaction<UUID, VersionDetail> held = new OncePerTransaction<>();

    LifecycleService(Versions versions, Details details, SubmissionCheck check, ApplicationEventPublisher events) {
        this.versions = versions;
        this.details = details;
        this.check = check;
        this.events = events;
    }

    @Override
    public VersionDetail lock(UUID versionId) {
        return held.get(
                versionId, () -> versions.lock(versionId).map(details::of).orElseThrow(ProblemException::notFound));
    }

    @Override
    public void submit(UUID versionId) {
        VersionDetail version = require(versionId, EnumSet.of(VersionState.DRAFT, VersionState.REVISION_REQUESTED));
        List<Fault> faults = check.faults(version);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        move(version, VersionState.SUBMITTED, "FILES", "submit");
    }

    @Override
    public void phase(UUID versionId, String phase) {
        move(require(versionId, EnumSet.of(VersionState.SUBMITTED)), VersionState.SUBMITTED, phase, "phase");
    }

    @Override
    public void returnToDraft(UUID versionId, boolean quarantined) {
        VersionState to = quarantined ? VersionState.QUARANTINED : VersionState.DRAFT;
        move(require(versionId, EnumSet.of(VersionState.SUBMITTED)), to, null, "check-failed");
    }

    /** QUARANTINED → DRAFT: the dangerous file is gone. */
    void clear(UUID versionId) {
        move(require(versionId, EnumSet.of(VersionState.QUARANTINED)), VersionState.DRAFT, null, "cleared");
    }

    @Override
    public void requestRevision(UUID versionId) {
        move(
                require(versionId, EnumSet.of(VersionState.SUBMITTED)),
                VersionState.REVISION_REQUESTED,
                null,
                "revision-requested");
    }

    @Override
    public void reject(UUID versionId) {
        move(require(versionId, EnumSet.of(VersionState.SUBMITTED)), VersionState.REJECTED, null, "rejected");
    }

    @Override
    public void withdraw(UUID versionId) {
        move(
                require(versionId, EnumSet.of(VersionState.SUBMITTED, VersionState.REVISION_REQUESTED)),
                VersionState.WITHDRAWN,
                null,
                "withdrawn");
    }

    @Override
    public void publish(UUID versionId, boolean recommended) {
        VersionDetail version = require(versionId, EnumSet.of(VersionState.SUBMITTED));
        stepDown(version.resourceId());
        versions.markPublished(versionId, recommended);
        move(version, VersionState.PUBLISHED, null, "published");
        held.forget(versionId);
    }

    @Override
    public VersionDetail takeOver(UUID versionId, RecordedState recorded) {
        VersionDetail version = require(versionId, EnumSet.of(VersionState.DRAFT));
        if (recorded.state().isReadable()) {
            stepDown(version.resourceId());
        }
        versions.record(versionId, recorded);
        if (recorded.state() != VersionState.DRAFT) {
            move(version, recorded.state(), recorded.phase(), "taken-over");
        }
        held.forget(versionId);
        return lock(versionId);
    }

    @Override
    public void probation(UUID versionId, String phase) {
        VersionDetail version = require(versionId, LIVE);
        String cause = version.state() == VersionState.PUBLISHED ? "probation" : "probation-phase";
        move(version, VersionState.PROBATION, phase, cause);
    }

    @Override
    public void suspend(UUID versionId) {
        move(
                require(versionId, EnumSet.of(VersionState.PUBLISHED, VersionState.PROBATION, VersionState.SUPERSEDED)),
                VersionState.SUSPENDED,
                null,
                "suspended");
    }

    @Override
    public void requestRepair(UUID versionId) {
        VersionDetail version = require(versionId, EnumSet.of(VersionState.SUSPENDED));
        boolean next = versions.ofResource(version.resourceId()).stream()
                .anyMatch(row -> row.mark().isInProgress());
        move(version, next ? VersionState.REPLACED : VersionState.REVISION_REQUESTED, null, "repair-requested");
    }

    @Override
    public void supersede(UUID versionId) {
        move(require(versionId, LIVE), VersionState.SUPERSEDED, null, "superseded");
    }

    @Override
    public void reinstate(UUID versionId) {
        VersionDetail version =
                require(versionId, EnumSet.of(VersionState.PROBATION, VersionState.SUSPENDED, VersionState.SUPERSEDED));
        move(version, VersionState.PUBLISHED, null, "reinstated");
    }

    @Override
    public void retire(UUID versionId) {
        VersionDetail version = require(
                versionId,
                EnumSet.of(
                        VersionState.PUBLISHED,
                        VersionState.PROBATION,
                        VersionState.SUSPENDED,
                        VersionState.SUPERSEDED));
        move(version, VersionState.RETIRED, null, "retired");
    }

    @Override
    public void purge(UUID versionId) {
        VersionDetail version = require(versionId, EnumSet.of(VersionState.RETIRED));
        // What it replaced goes with it.
        versions.ofResource(version.resourceId()).stream()
                .filter(row -> row.state() == VersionState.REPLACED)
                .map(details::of)
                .forEach(old -> move(old, VersionState.PURGED, null, "purged"));
        move(version, VersionState.PURGED, null, "purged");
    }

    /** The old one steps down first: two live versions would break the unique index. */
    private void stepDown(UUID resourceId) {
        versions.standing(resourceId).stream()
                .map(details::of)
                .forEach(old -> move(old, VersionState.REPLACED, null, "replaced"));
    }

    private VersionDetail require(UUID versionId, Set<VersionState> allowed) {
        VersionDetail version = lock(versionId);
        if (!allowed.contains(version.state())) {
            throw ProblemException.invalidTransition(version.state());
        }
        return version;
    }

    private void move(VersionDetail version, VersionState to, @Nullable String phase, String cause) {
        versions.move(version.versionId(), to, phase);
        held.put(version.versionId(), version.at(to, phase));
        events.publishEvent(new VersionChanged(version.resourceId(), version.versionId(), version.state(), to, cause));
    }
}
